import { runCommand } from '../src/command.ts';
import { runPlainProgram } from '../src/plain-program.ts';

const CHECKS = {
  types: ['node_modules/typescript/bin/tsc', '-p', '.'],
  "the console's view of the doors": ['hub/console/generate-types.ts'],
  "the console's types": ['node_modules/typescript/bin/tsc', '-p', 'hub/console'],
  style: ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
  'generated files': ['contracts/generate/main.ts', '--check'],
  'list of packages': ['setup/src/supply-chain/main.ts'],
};

// Every check runs, also after one that fails: whoever mends wants to see all of it.
await runCommand(async (context) => {
  const lines: string[] = [];
  for (const [name, args] of Object.entries(CHECKS)) {
    const passed = (await runPlainProgram(context, args)) === 0;
    lines.push(`${passed ? '✓' : '✗'} ${name}`);
  }
  console.log(`\n${lines.join('\n')}`);
  return lines.some((line) => line.startsWith('✗')) ? 1 : 0;
});
