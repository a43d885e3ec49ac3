import { runCommand } from '../src/command.ts';
import { runPlainProgram } from '../src/plain-program.ts';

await runCommand((context) =>
  runPlainProgram(context, ['contracts/generate/main.ts', ...process.argv.slice(2)]),
);
