import { rigaDate } from '@saite/runtime';
import { runCommand } from '../../setup/src/command.ts';
import { endlessFaults, type Fault } from './inject.ts';
import { HELP, readOptions } from './options.ts';
import { randomOf } from './random.ts';
import { runWithTwin, wrongIn } from './runs.ts';
import { openGround } from './system/ground.ts';

const options = readOptions(process.argv.slice(2));
if (options === 'help') {
  console.log(HELP);
  process.exit(0);
}
const { seed, persons, minutes } = options;

await runCommand(async ({ closes, keeps }) => {
  const say = (line: string) => console.log(line);
  console.log(`seed ${seed}, ${persons} persons, faults for ${minutes} minutes`);
  const ground = await openGround(say, (keeper) => {
    keeps(keeper);
    closes(keeper.close);
  });
  closes(ground.close);
  const today = rigaDate(new Date());
  const until = performance.now() + minutes * 60_000;
  const run = await runWithTwin(ground, { seed, persons, today, say }, inTime(until));
  const worst = Math.max(0, ...run.injected.map(({ recoveryMs }) => recoveryMs));
  console.log(
    `  worst recovery ${worst} ms, drained in ${run.drainMs} ms, parked ${run.parked}, copies of events ${run.copies}`,
  );
  for (const line of [...wrongIn('with faults', run), ...run.troubles]) console.log(`✗ ${line}`);
  const hits = run.injected.filter(({ hit }) => hit).length;
  const { accepted, lost, doubled, differing } = run;
  console.log(
    `faults ${hits}, accepted ${accepted}, lost ${lost.length}, doubled ${doubled.length}, differing ${differing.length}, caught 0/0`,
  );
  const wrong = lost.length + doubled.length + differing.length + run.troubles.length;
  return wrong === 0 ? 0 : 1;
});

/** Faults until the time is over. */
function* inTime(until: number): Generator<Fault> {
  for (const fault of endlessFaults(randomOf(seed, 'faults'))) {
    if (performance.now() > until) return;
    yield fault;
  }
}
