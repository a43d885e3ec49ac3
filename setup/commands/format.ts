import { runCommand } from '../src/command.ts';
import { runPlainProgram } from '../src/plain-program.ts';

await runCommand((context) =>
  runPlainProgram(context, ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', '.']),
);
