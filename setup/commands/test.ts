import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../src/command.ts';
import { ensureConsole } from '../src/console.ts';
import { openInfrastructure } from '../src/infrastructure.ts';
import { SetupProblem } from '../src/problem.ts';
import { runProgram } from '../src/program.ts';
import { projectRoot } from '../src/project.ts';
import { sayOnScreen } from '../src/screen.ts';
import { readSettings } from '../src/settings.ts';
import { findTestFiles } from '../src/test-files.ts';
import { groupTestFiles } from '../src/test-groups.ts';
import { ensureTestTools } from '../src/test-tools.ts';

/** So long may one test take before it counts as hanging: the longest starts whole systems, and machines are shared. */
const TEST_LIMIT_MS = 900_000;
const FILES_AT_ONCE = 2;

// One broker and one database for the whole run; test files make their own queues and schemas in them. Each is a
// process of its own or shares one with others of its room.
await runCommand(async ({ closes, keeps }) => {
  const startedAt = performance.now();
  const words = process.argv.slice(2);
  const files = findTestFiles(projectRoot, words);
  if (files.length === 0) {
    throw new SetupProblem(
      `No test file matches ${words.join(' ')}.`,
      `Neviens testu fails neatbilst: ${words.join(' ')}.`,
    );
  }
  await Promise.all([
    ensureTestTools(sayOnScreen, files),
    files.some((file) => file.startsWith('tests/')) && ensureConsole(sayOnScreen),
  ]);
  const dataFolder = mkdtempSync(join(tmpdir(), 'saite-test-'));
  chmodSync(dataFolder, 0o711);
  closes(async () => rmSync(dataFolder, { recursive: true, force: true }));
  const { keeper, environment, close } = await openInfrastructure({
    settings: { ...readSettings(), dataFolder },
    disposable: true,
    synced: false,
    onKeeper: (opened) => {
      keeps(opened);
      closes(opened.close);
    },
  });
  closes(close);
  // Said before and not after: the runner's totals are the last thing on the screen.
  const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
  console.log(`… ${files.length} test files, set up in ${seconds} s\n`);
  const args = [...runnerArguments(), ...groupTestFiles(projectRoot, files, dataFolder)];
  // Hundreds of processes load the same modules: what the first made of them, the others take.
  const NODE_COMPILE_CACHE = join(dataFolder, 'compile-cache');
  return await runProgram(keeper, 'tests', args, { ...environment, NODE_ENV: 'test', NODE_COMPILE_CACHE });
});

function runnerArguments(): string[] {
  return [
    '--test',
    `--test-concurrency=${FILES_AT_ONCE}`,
    `--test-timeout=${TEST_LIMIT_MS}`,
    '--test-reporter=spec',
    '--test-reporter-destination=stdout',
  ];
}
