import { rigaDate } from '@saite/runtime';
import { runCommand } from '../../setup/src/command.ts';
import { endlessFaults, type Fault } from './inject.ts';
import { HELP, readOptions } from './options.ts';
import { randomOf } from './random.ts';
import { type FaultRun, runWithTwin, wrongIn } from './runs.ts';
import { openGround } from './system/ground.ts';
import { DEFECTS } from './teeth/defects.ts';
import { runTeeth } from './teeth/teeth.ts';

await runCommand(async ({ closes, keeps }) => {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') {
    console.log(HELP);
    return 0;
  }
  const { seed, persons, minutes } = options;
  const say = (line: string) => console.log(line);
  console.log(`seed ${seed}, ${persons} persons, faults for ${minutes} minutes`);
  const ground = await openGround(say, (keeper) => {
    keeps(keeper);
    closes(keeper.close);
  });
  closes(ground.close);
  const today = rigaDate(new Date());
  const troubles: string[] = [];
  let run: FaultRun | undefined;
  if (minutes > 0) {
    const until = performance.now() + minutes * 60_000;
    run = await runWithTwin(ground, { seed, persons, today, say, mostPauseMs: 1_000 }, inTime(until, seed));
    const worst = Math.max(0, ...run.injected.map(({ recoveryMs }) => recoveryMs));
    console.log(
      `  worst recovery ${worst} ms, drained in ${run.drainMs} ms, parked ${run.parked}, copies of events ${run.copies}`,
    );
    troubles.push(...wrongIn('with faults', run), ...run.troubles);
  }
  const defects = DEFECTS.filter(({ name }) => options.only === undefined || name.includes(options.only));
  console.log(`… planting ${defects.length} defects`);
  const teeth = await runTeeth(ground, defects, {
    seed,
    persons: 24,
    today,
    controls: options.controls,
    say,
  });
  troubles.push(...teeth.troubles);
  for (const trouble of troubles) console.log(`✗ ${trouble}`);
  const counts = {
    faults: run?.injected.filter(({ hit }) => hit).length ?? 0,
    accepted: run?.accepted ?? 0,
    lost: run?.lost.length ?? 0,
    doubled: run?.doubled.length ?? 0,
    differing: run?.differing.length ?? 0,
  };
  const words = Object.entries(counts).map(([what, count]) => `${what} ${count}`);
  console.log(`${words.join(', ')}, caught ${teeth.caught}/${teeth.planted}`);
  return troubles.length === 0 && teeth.caught === teeth.planted ? 0 : 1;
});

/** Faults until the time is over. */
function* inTime(until: number, seed: number): Generator<Fault> {
  for (const fault of endlessFaults(randomOf(seed, 'faults'))) {
    if (performance.now() > until) return;
    yield fault;
  }
}
