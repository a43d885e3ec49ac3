import { runCommand } from '../src/command.ts';
import { runPlainProgram } from '../src/plain-program.ts';

await runCommand(async (context) => {
  const documents = await runPlainProgram(context, ['contracts/generate/main.ts', ...process.argv.slice(2)]);
  return documents || (await runPlainProgram(context, ['hub/console/generate-types.ts']));
});
