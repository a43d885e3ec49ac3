import { runCommand } from '../src/command.ts';
import { linkWorkspaces } from '../src/new-adapter/link.ts';
import { eventTypeOf, finishingPrograms, makeAdapter } from '../src/new-adapter/make.ts';
import { readName } from '../src/new-adapter/name.ts';
import { runPlainProgram } from '../src/plain-program.ts';
import { SetupProblem } from '../src/problem.ts';
import { projectRoot } from '../src/project.ts';
import { sayOnScreen, step } from '../src/screen.ts';

// A new register's adapter from the template, with its event, its played register and its tests, green at once.
await runCommand(async (context) => {
  const name = readName(projectRoot, process.argv.slice(2));
  const paths = makeAdapter(projectRoot, name);
  for (const path of paths) console.log(`  ${path}`);
  for (const program of finishingPrograms(paths)) {
    if ((await runPlainProgram(context, program)) !== 0) throw unfinished(program[0] ?? '');
  }
  await step(sayOnScreen, 'link of the workspace', () => linkWorkspaces(projectRoot));
  console.log(nextSteps(name));
  return 0;
});

function unfinished(program: string): SetupProblem {
  const rest = 'npm run format, npm run generate, npm install';
  return new SetupProblem(
    `${program} failed, see above. The files are written; mend the cause, then: ${rest}`,
    `${program} neizdevās, skatīt augstāk. Faili ir uzrakstīti; novērsiet cēloni, tad: ${rest}`,
  );
}

function nextSteps(name: string): string {
  return `
✓ adapters/${name} is there, with the event ${eventTypeOf(name)} (not published yet)
  adapters/${name} ir gatavs, tā notikums ir ${eventTypeOf(name)} (vēl nav publicēts)

Next / Tālāk:
  npm run check
  npm test -- adapters/${name} contracts
      green as it is / jau tagad bez kļūdām
  npm start
      runs it too, beside its played register / palaiž arī to un tā smilškasti
  adapters/${name}/README.md
      what to fill in / kas jāaizpilda
  npm run generate -- --publish
      freezes the event, at the very end / iesaldē notikumu, pašās beigās`;
}
