import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { addEvent, EVENT_LIST } from '../../setup/src/new-adapter/event-list.ts';
import { eventTypeOf, finishingPrograms, makeAdapter } from '../../setup/src/new-adapter/make.ts';
import { addMeanings, MEANINGS } from '../../setup/src/new-adapter/meanings.ts';
import { readName } from '../../setup/src/new-adapter/name.ts';
import { projectRoot } from '../../setup/src/project.ts';

const NAME = 'made2';
/** What a new adapter stands on, as it lies in the working tree; the rest of the checkout takes no part. */
const GROUND = ['adapters/kit', 'bus', 'contracts', 'hub', 'identity', 'runtime', 'xml'];
const SETTINGS = ['package.json', 'tsconfig.json', 'biome.json'];

function copyGround(root: string): void {
  const filter = (path: string) => !/[\\/](node_modules|\.saite)$/.test(path);
  for (const path of [...GROUND, ...SETTINGS]) {
    cpSync(join(projectRoot, path), join(root, path), { recursive: true, filter });
  }
}

/** Links what is installed; the workspaces are those of the copy, as npm would link them. */
function linkPackages(root: string): void {
  const installed = join(projectRoot, 'node_modules');
  const workspaces = join(root, 'node_modules', '@saite');
  mkdirSync(workspaces, { recursive: true });
  for (const entry of readdirSync(installed)) {
    if (entry !== '@saite') symlinkSync(join(installed, entry), join(root, 'node_modules', entry));
  }
  for (const entry of readdirSync(join(installed, '@saite'))) {
    symlinkSync(readlinkSync(join(installed, '@saite', entry)), join(workspaces, entry));
  }
  symlinkSync(`../../adapters/${NAME}`, join(workspaces, `adapter-${NAME}`));
}

suite('a new adapter from the template', () => {
  let root = '';
  let paths: string[] = [];
  const run = (args: readonly string[]) => {
    // The runner of the tests inside must not think that it is part of this one.
    const { NODE_TEST_CONTEXT: _, ...env } = process.env;
    const { status, stdout, stderr } = spawnSync(process.execPath, args, {
      cwd: root,
      env,
      encoding: 'utf8',
    });
    assert.equal(status, 0, `${args.join(' ')}\n${stdout}\n${stderr}`);
    return stdout;
  };

  before(() => {
    root = mkdtempSync(join(tmpdir(), 'saite-new-adapter-'));
    copyGround(root);
    linkPackages(root);
    paths = makeAdapter(root, readName(root, [NAME]));
    for (const program of finishingPrograms(paths)) run(program);
  });
  after(() => rmSync(root, { recursive: true, force: true }));

  test('leaves no placeholder behind', () => {
    for (const path of paths) {
      assert.doesNotMatch(path, /__|\.template$/);
      assert.doesNotMatch(readFileSync(join(root, path), 'utf8'), /__[A-Za-z]+__/, path);
    }
  });

  test('has types that fit, the hub and the contracts with it', () => {
    const include = [`adapters/${NAME}`, 'contracts', 'hub/src'].map((folder) => `${folder}/**/*.ts`);
    writeFileSync(join(root, 'tsconfig.made.json'), JSON.stringify({ extends: './tsconfig.json', include }));
    run(['node_modules/typescript/bin/tsc', '-p', 'tsconfig.made.json']);
  });

  test('is in good style, and what is generated is up to date', () => {
    run([
      'node_modules/@biomejs/biome/bin/biome',
      'check',
      '--error-on-warnings',
      `adapters/${NAME}`,
      'contracts',
    ]);
    assert.match(run(['contracts/generate/main.ts', '--check']), /not published yet: made2\.record/);
  });

  test('passes its own tests and those of the samples', () => {
    const files = [
      ...['translate.test.ts', 'sandbox/sandbox.test.ts'].map((file) => `adapters/${NAME}/src/${file}`),
      'contracts/samples/samples.test.ts',
      'contracts/src/descriptions.test.ts',
      'contracts/src/events/meanings-lv.test.ts',
    ];
    assert.match(run(['--test', '--test-reporter=spec', ...files]), /fail 0/);
  });

  test('is not made over one that is there', () => {
    const problemOf = (args: readonly string[]) => {
      try {
        return readName(root, args);
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
    };
    assert.match(problemOf([NAME]), /is taken: adapters\/made2/);
    for (const own of ['events', 'dead', 'saite']) assert.match(problemOf([own]), /Saite's own/);
    assert.match(problemOf(['envelope']), /is taken: contracts\/src\/events\/envelope\.ts/);
    for (const name of ['', 'x', 'Vdeavk', '2vis', 'a-b', '../up', 'x'.repeat(22)]) {
      assert.match(problemOf([name]), /cannot be a register's name/, name);
    }
    assert.match(problemOf([]), /Give one name/);
    assert.match(problemOf(['one', 'two']), /Give one name/);
    assert.throws(() => makeAdapter(root, NAME), { code: 'EEXIST' });
  });

  test('is not written if the list of events has another form', () => {
    const list = readFileSync(join(root, EVENT_LIST), 'utf8').replace('} as const;', '};');
    assert.throws(() => addEvent(list, 'other', eventTypeOf('other')), /event-list\.ts/);
  });

  test('brings what its fields mean in Latvian, but what a register before it has brought', () => {
    const table = readFileSync(join(root, MEANINGS), 'utf8');
    const added = addMeanings(table, 'other');
    assert.equal(added.split('Ieraksta pirmā diena').length, 2);
    assert.match(added, /'A record of OTHER': 'OTHER ieraksts'/);
    assert.throws(
      () => addMeanings(table.replace('/** Stands between', '/** Is between'), 'other'),
      /meanings\.ts/,
    );
  });
});
