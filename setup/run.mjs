// The one door to every npm script. It is plain JavaScript without dependencies, because on a fresh machine the
// Node that runs it may be too old for the project and no package is there yet. It gets the packages, finds the
// Node that the project declares, and hands over to the command.
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { COMMANDS, printHelp } from './launch/help.mjs';
import { findNode } from './launch/node.mjs';
import { ensurePackages } from './launch/packages.mjs';
import { runUnder } from './launch/run-under.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const [command = '--help', ...rest] = process.argv.slice(2);

// Programs that have options of their own tell about them themselves.
const helpsItself = ['bench', 'faults'].includes(command);
if (!Object.hasOwn(COMMANDS, command) || (rest.includes('--help') && !helpsItself)) {
  printHelp();
  process.exit(['--help', '-h', 'help'].includes(command) || rest.includes('--help') ? 0 : 1);
}

const file = join(root, 'setup', 'commands', `${command}.ts`);
if (!existsSync(file)) {
  console.error(`The file of the command is missing: ${file}`);
  process.exit(1);
}

try {
  await ensurePackages(root);
  const node = findNode(root);
  process.exitCode = await runUnder(node, [file, ...rest], root);
} catch (error) {
  console.error(`\n✗ ${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
}
