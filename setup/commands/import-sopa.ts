import { createReadStream, createWriteStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { parseArgs } from 'node:util';
import { ImportTaken, SopaImportReport } from '@saite/contracts';
import { z } from 'zod';
import { runCommand } from '../src/command.ts';
import { SetupProblem } from '../src/problem.ts';
import { progressBar } from '../src/progress-bar.ts';
import { readSettings } from '../src/settings.ts';

const ASK_EVERY_MS = 1_000;
const Token = z.object({ access_token: z.string() });

// Sends a municipality's file from this machine, as its SOPA would, and keeps the result file beside it.
await runCommand(async () => {
  const { file, municipality } = readArguments();
  const { size } = await stat(file).catch(() => {
    throw new SetupProblem(`There is no file ${file}.`, `Nav datnes ${file}.`);
  });
  const { port, sandboxPort } = readSettings();
  const hub = process.env.SAITE_HUB_URL ?? `http://127.0.0.1:${port}`;
  const sandbox = process.env.SAITE_SANDBOX_URL ?? `http://127.0.0.1:${sandboxPort}`;
  const token = process.env.SAITE_TOKEN ?? (await sandboxToken(sandbox, municipality));
  const headers = { authorization: `Bearer ${token}` };
  const importId = await send(`${hub}/v1/sopa/imports`, file, size, headers);
  console.log(`… import / imports ${importId}`);
  const report = await untilChecked(`${hub}/v1/sopa/imports/${importId}`, headers);
  const result = await fetch(`${hub}/v1/sopa/imports/${importId}/result`, { headers });
  if (!result.ok || !result.body) throw problem(result.status);
  const resultFile = `${file}.result.xml`;
  await pipeline(Readable.fromWeb(result.body), createWriteStream(resultFile));
  tell(report, resultFile);
  return report.state === 'accepted' ? 0 : 1;
});

function readArguments(): { readonly file: string; readonly municipality: string } {
  const { values, positionals } = parseArgs({
    options: { municipality: { type: 'string' } },
    allowPositionals: true,
  });
  const [file] = positionals;
  const municipality = values.municipality ?? /^SOPA-([0-9]{7})-/.exec(basename(file ?? ''))?.[1];
  if (file !== undefined && municipality !== undefined && /^[0-9]{7}$/.test(municipality))
    return { file, municipality };
  throw new SetupProblem(
    'Say which file and whose: npm run import:sopa -- <file> --municipality <ATVK code>',
    'Norādiet datni un pašvaldību: npm run import:sopa -- <datne> --municipality <ATVK kods>',
  );
}

/** A token of the sandbox; elsewhere SAITE_TOKEN says who sends. */
async function sandboxToken(sandbox: string, municipality: string): Promise<string> {
  const response = await fetch(`${sandbox}/sandbox/token`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sub: 'import-sopa', roles: ['social-service'], municipality }),
  }).catch(() => undefined);
  const answer = Token.safeParse(response?.ok ? await response.json() : undefined);
  if (answer.success) return answer.data.access_token;
  throw new SetupProblem(
    'No sandbox answers: start Saite with npm start, or set SAITE_TOKEN and SAITE_HUB_URL.',
    'Smilškaste neatbild: palaidiet Saiti ar npm start vai norādiet SAITE_TOKEN un SAITE_HUB_URL.',
  );
}

async function send(
  url: string,
  file: string,
  size: number,
  headers: Readonly<Record<string, string>>,
): Promise<string> {
  const bar = progressBar(size);
  async function* counted(): AsyncGenerator<Uint8Array> {
    for await (const chunk of createReadStream(file)) {
      if (!(chunk instanceof Uint8Array)) throw new TypeError('a file gives bytes');
      bar.add(chunk.byteLength);
      yield chunk;
    }
  }
  const response = await fetch(url, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/xml', 'x-file-name': basename(file) },
    body: Readable.toWeb(Readable.from(counted())),
    duplex: 'half',
  });
  bar.end();
  if (response.status !== 202) throw problem(response.status);
  return ImportTaken.parse(await response.json()).importId;
}

async function untilChecked(
  url: string,
  headers: Readonly<Record<string, string>>,
): Promise<SopaImportReport> {
  for (let seconds = 0; ; seconds += 1) {
    const response = await fetch(url, { headers });
    if (!response.ok) throw problem(response.status);
    const report = SopaImportReport.parse(await response.json());
    if (report.state !== 'received' && report.state !== 'checking') return report;
    if (seconds % 5 === 0) console.log(`… ${report.state}`);
    await new Promise((resolve) => setTimeout(resolve, ASK_EVERY_MS));
  }
}

function tell(report: SopaImportReport, resultFile: string): void {
  const { state, accepted = 0, unchanged = 0, deleted = 0, level1 = [], level2 } = report;
  console.log(`${state === 'rejected' ? '✗' : '✓'} ${state}`);
  console.log(`  accepted / pieņemti   ${accepted}`);
  console.log(`  unchanged / bez izmaiņām ${unchanged}`);
  console.log(`  deleted / dzēsti      ${deleted}`);
  console.log(`  with errors / ar kļūdām ${level2?.count ?? 0}`);
  for (const { rule, line, message } of level1)
    console.log(`  ${rule}${line === null ? '' : ` (${line})`}: ${message}`);
  for (const { rule, count, message } of level2?.rules ?? []) console.log(`  ${rule} × ${count}: ${message}`);
  console.log(`  result file / rezultāta datne: ${resultFile}`);
}

const problem = (status: number): SetupProblem =>
  new SetupProblem(`Saite answered ${status}.`, `Saite atbildēja ar ${status}.`);
