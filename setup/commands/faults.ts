import { runCommand } from '../src/command.ts';
import { runPlainProgram } from '../src/plain-program.ts';

// The fault matrix starts, kills and stops the parts of the system itself.
await runCommand((context) => runPlainProgram(context, ['tests/faults/main.ts', ...process.argv.slice(2)]));
