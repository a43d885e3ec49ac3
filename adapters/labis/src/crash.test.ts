import assert from 'node:assert/strict';
import { once } from 'node:events';
import { test } from 'node:test';
import { madeCode } from './testing/made.ts';
import { startProgram } from './testing/program.ts';
import { openWorld, type World } from './testing/world.ts';

const PERSONS = 30;
const BATCH = 4;

/** The adapter's own program, which dies at a fault point. */
async function dieAt(world: World, point: string): Promise<void> {
  const child = startProgram(world, { SAITE_LABIS_BATCH: String(BATCH), SAITE_FAULT_POINT: point });
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');
}

async function sentOnce({ labis }: World): Promise<void> {
  const batches = await labis.inbox();
  const versions = batches.flatMap(({ records }) => records.map(({ id, version }) => `${id} ${version}`));
  assert.equal(new Set(versions).size, versions.length, 'no version of a record is sent twice');
  const sequences = batches.map(({ sequence }) => sequence);
  assert.deepEqual(
    sequences,
    sequences.map((_, place) => place + 1),
    'no batch is missing, and none comes twice',
  );
}

test('a process killed again and again, in the feed and in a rotation, loses nothing and sends nothing twice', async () => {
  const world = await openWorld({ batchSize: BATCH });
  try {
    const { make } = world;
    const events = Array.from({ length: PERSONS }, (_, place) =>
      make.decision(madeCode(place + 1), `d-${place}`),
    );
    await world.tell(...events.slice(0, 2)); // the queue is there
    await world.enough(2);
    await world.end();
    // Told to the queue while nobody reads: the next process takes it, and dies having taken it.
    const teller = await openWorld({ sharing: world, starts: false });
    await teller.tell(...events.slice(2));
    await dieAt(world, 'adapter-intake.after-commit');
    await dieAt(world, 'delivery.after-send');
    await dieAt(world, 'delivery.after-send:2');
    await world.rotate();
    await dieAt(world, 'delivery.after-send:3');
    await dieAt(world, 'delivery.after-send:2');
    await teller.end();

    const next = await openWorld({ sharing: world, batchSize: BATCH });
    await next.complete(2);
    await next.enough(PERSONS, 2);
    await sentOnce(next);
    const underFirst = (await next.labis.inbox()).filter(({ keyVersion }) => keyVersion === 1);
    assert.ok(underFirst.length >= 3, 'it was in the middle when the key was rotated');
    await next.end();
  } finally {
    await world.close();
  }
});
