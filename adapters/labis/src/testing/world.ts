import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publishFacts } from '@saite/adapter-kit';
import { openTestAdapter, type TestAdapter } from '@saite/adapter-kit/testing';
import type { FactEvent } from '@saite/contracts';
import { type Clock, systemClock } from '@saite/runtime';
import { until, waitFor } from '@saite/runtime/testing';
import { LABIS_STEPS, startLabis } from '../adapter.ts';
import { makeKeyFile, rotateKeyFile } from '../keys/file.ts';
import type { StatisticalRecord } from '../protocol.ts';
import { eventMaker } from './made.ts';
import { type PlayedLabis, playLabis } from './played-labis.ts';

export interface WorldOptions {
  readonly clock?: Clock;
  readonly gatherMs?: number;
  readonly partingMs?: number;
  readonly batchSize?: number;
  /** Another world whose LabIS, broker, database and keys this one shares, as the adapter's next start. */
  readonly sharing?: Pick<TestAdapter, 'room' | 'keyPath'> & {
    readonly labis: PlayedLabis;
    readonly keysPath: string;
  };
  /** Whether the adapter runs in this process. */
  readonly starts?: boolean;
}

/** The adapter on a real broker and database, beside the played LabIS, in a room of its own. */
export async function openWorld(options: WorldOptions = {}) {
  const { clock = systemClock, sharing, starts = true } = options;
  const labis = sharing?.labis ?? (await playLabis(clock));
  const folder = await mkdtemp(join(tmpdir(), 'saite-labis-keys-'));
  const keysPath = sharing?.keysPath ?? join(folder, 'labis-keys.json');
  if (!sharing) await writeFile(keysPath, makeKeyFile());
  const opened = await openTestAdapter({
    name: 'labis',
    steps: LABIS_STEPS,
    types: ['npais.custody.decided.v1', 'spolis.contact-report.recorded.v1'],
    clock,
    sharing,
  });
  const { adapter } = opened;
  if (starts)
    await startLabis(adapter, {
      url: labis.url,
      clientPath: labis.clientPath,
      keysPath,
      timeoutMs: 1_000,
      pollMs: 50,
      gatherMs: options.gatherMs ?? 50,
      partingMs: options.partingMs ?? 50,
      ...(options.batchSize === undefined ? {} : { batchSize: options.batchSize }),
    });
  const standing = (keyVersion = 1) => labis.standing(keyVersion);
  const replaceKeys = async (text: string) => {
    await writeFile(`${keysPath}.new`, text);
    await rename(`${keysPath}.new`, keysPath);
  };
  return {
    ...opened,
    labis,
    keysPath,
    make: eventMaker(adapter.keys),
    tell: (...events: FactEvent[]) => publishFacts(adapter, events),
    standing,
    /** Waits until so many records stand at LabIS under a version of the key. */
    enough: (count: number, keyVersion = 1): Promise<StatisticalRecord[]> =>
      until(
        () => standing(keyVersion),
        (records) => records.length === count,
      ),
    /** Waits until nothing waits and no batch is open. */
    quiet: () =>
      waitFor('nothing to wait', async () => {
        const { rows } = await adapter.database.query<{ waits: boolean }>(
          `SELECT EXISTS (SELECT FROM ${adapter.schema}.record WHERE pending_at IS NOT NULL OR key_version = 0)
             OR EXISTS (SELECT FROM ${adapter.schema}.delivery WHERE state = 'waiting') AS waits`,
        );
        return rows[0]?.waits === false;
      }),
    replaceKeys,
    rotate: async () => replaceKeys(rotateKeyFile(await readFile(keysPath, 'utf8'))),
    complete: (keyVersion: number) =>
      until(labis.keyVersions, (known) =>
        known.some((one) => one.keyVersion === keyVersion && one.state === 'complete'),
      ),
    async close() {
      await opened.close();
      if (!sharing) await labis.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
