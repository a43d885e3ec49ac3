import { parseArgs } from 'node:util';
import { documents } from './documents.ts';
import { GENERATED, PUBLISHED } from './folders.ts';
import { outdatedFiles, writeFiles } from './generated.ts';
import { compatibilityProblems, publish, unpublishedTypes } from './published.ts';

const USAGE = `Generates AsyncAPI, OpenAPI and JSON Schemas from the contracts.
  (nothing)   write contracts/generated
  --check     write nothing; fail if a file is out of date or a published event is broken
  --publish   freeze the schemas of events that were never published
`;

const say = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

/** @returns whether everything is in order */
function check(): boolean {
  const outdated = outdatedFiles(GENERATED, documents());
  const broken = compatibilityProblems(PUBLISHED);
  for (const path of outdated) say(`out of date: contracts/generated/${path}`);
  for (const problem of broken) say(`breaks what is published: ${problem}`);
  for (const type of unpublishedTypes(PUBLISHED)) say(`not published yet: ${type}`);
  if (outdated.length > 0) say('Run: npm run generate');
  if (broken.length > 0) say('Leave the published version as it is and make a new one: <type>.v2');
  return outdated.length === 0 && broken.length === 0;
}

function generate(): void {
  const changed = writeFiles(GENERATED, documents());
  for (const path of changed) say(`wrote contracts/generated/${path}`);
  if (changed.length === 0) say('contracts/generated is up to date');
}

const { values } = parseArgs({
  options: { check: { type: 'boolean' }, publish: { type: 'boolean' }, help: { type: 'boolean' } },
});
if (values.help) process.stdout.write(USAGE);
else if (values.check) process.exitCode = check() ? 0 : 1;
else if (values.publish) for (const type of publish(PUBLISHED)) say(`published ${type}`);
else generate();
