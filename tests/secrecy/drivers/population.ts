import { rigaDate } from '@saite/runtime';
import { waitFor } from '@saite/runtime/testing';
import { PERSONS } from '../dose.ts';
import { today, type World } from '../world.ts';

export const SEED = 77;
const CHILDREN = Math.floor((PERSONS * 5) / 18);
const MUNICIPAL_PERSONS = Math.max(20, Math.floor(PERSONS / 3));
const INHABITANTS = PERSONS * 3;

/** Municipalities whose files come through the door. */
export const MUNICIPALITIES = ['0003000', '0004000'] as const;

/** Fills all registers, lets SPOLIS, the municipalities and the sources tell, and waits until all of it is decided. */
export async function populate(world: World): Promise<void> {
  const day = today();
  const { outside, sandbox } = world;
  const size = { seed: SEED, persons: PERSONS, children: CHILDREN, inhabitants: INHABITANTS, today: day };
  await sandbox('/sandbox/population', size);
  outside.learnPopulation(SEED, PERSONS, CHILDREN, day);
  for (const municipality of MUNICIPALITIES) {
    const file = { municipality, persons: MUNICIPAL_PERSONS, mistakes: [{ code: 'STATUS_OVERLAPS' }] };
    outside.learn(await sandbox('/sandbox/sopa/files', { ...file, plain: true }));
    await sandbox('/sandbox/sopa/exchange', file);
  }
  const period = rigaDate(new Date(Date.now() - 32 * 86_400_000)).slice(0, 7);
  await sandbox('/sandbox/sources/period', {
    period,
    persons: INHABITANTS,
    codes: [...outside.codes].slice(0, 20),
  });
  await world.quiet();
  await waitFor(
    'letters and deliveries',
    async () =>
      (await sandbox('/sandbox/mail/inbox')).length > 100 &&
      (await sandbox('/sandbox/labis/inbox')).length > 100 &&
      (await sandbox('/sandbox/sopa/inbox')).length > 100,
    60_000,
  );
}
