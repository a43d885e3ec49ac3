import { setTimeout as pause } from 'node:timers/promises';
import { FailureList, HeldList, Job, JobPreview } from '@saite/contracts';
import { startHost } from '../../../sandbox/src/testing/running-host.ts';
import { median } from '../statistics.ts';
import { type HubRoom, openHubRoom } from '../support/hub-room.ts';
import { heldPerson, parkMessages } from '../support/made-held.ts';
import { peakMemory } from '../support/processes.ts';
import { measureReading, type ReadList } from '../support/reader.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';

/** How long each call takes, the middle of several, ms. */
export interface OperatorCalls {
  readonly parked: number;
  readonly calls: Readonly<Record<string, number>>;
  readonly peakMemory: number;
}

/** What the operator's calls cost, few and very many messages being parked. */
export interface OperatorResult {
  readonly smaller: OperatorCalls;
  readonly larger: OperatorCalls;
  /** The list of all of them in a browser. */
  readonly read: ReadList;
  /** A quarter of them dismissed by one job: how many a second, and the most memory that the hub held by then, MiB. */
  readonly dismissed: number;
  readonly dismissedPerSecond: number;
  readonly memoryAfterJob: number;
}

const CALLS = 9;
const LIMIT_MS = 1_800_000;

export function measureOperator(run: Run): Promise<OperatorResult> {
  return run.endings.within(async (closes) => {
    const signIn = await startHost();
    closes(() => signIn.close());
    const room = await step('operator: hub', () => openHubRoom(run, closes, { signIn }));
    const { parkedMessages: most } = run.options;
    const few = most / 10;
    await step(`operator: ${whole(few)} messages parked`, () => parkMessages(room.database, 0, few));
    const smaller = await measureCalls(room, few);
    await step(`operator: ${whole(most)} messages parked`, () => parkMessages(room.database, few, most));
    const larger = await measureCalls(room, most);
    const read = await measureReading(run, room.hubUrl, {
      name: `operator: list of ${whole(most)} parked`,
      user: 'operator',
      path: '/failures/list',
    });
    const dismissed = most / 4;
    const seconds = await step(
      `operator: ${whole(dismissed)} dismissed by one job`,
      () => dismissService(room, dismissed),
      { outcome: (took) => `${whole(dismissed / took)} a second` },
    );
    return {
      smaller,
      larger,
      read,
      dismissed,
      dismissedPerSecond: dismissed / seconds,
      memoryAfterJob: peakMemory(room.hub),
    };
  });
}

async function measureCalls(room: HubRoom, parked: number): Promise<OperatorCalls> {
  const person = heldPerson(Math.floor(parked / 8));
  const deep = HeldList.parse(await room.operate('held?limit=5000')).next ?? '';
  const { items } = HeldList.parse(await room.operate('held?limit=1'));
  const one = items[0]?.itemId ?? '';
  const calls: Record<string, () => Promise<unknown>> = {
    overview: () => room.operate('overview'),
    groups: () => room.operate('failures'),
    'first page': () => room.operate('held?limit=100'),
    'page after 5 000': () => room.operate(`held?limit=100&after=${deep}`),
    'page of a rare cause': () => room.operate('held?limit=100&reason=RARE'),
    'page of a person': () => room.operate(`held?limit=100&personRef=${person}`),
    'groups of a person': () => room.operate(`failures?personRef=${person}`),
    'search by record': () => room.operate('held/search', { recordId: `P-${Math.floor(parked / 2)}` }),
    'one message': () => room.operate(`held/${one}`),
    'preview of a cause': () =>
      room.operate('jobs/preview', { action: 'dismiss', filter: { reason: 'RARE' } }),
    'preview of all': () => room.operate('jobs/preview', { action: 'dismiss', filter: {} }),
  };
  // A figure counts only if the answer is the right one.
  const { total } = FailureList.parse(await room.operate('failures'));
  const preview = JobPreview.parse(await room.operate('jobs/preview', { action: 'dismiss', filter: {} }));
  if (total !== parked || preview.total !== parked) throw new Error(`${total} of ${parked} messages counted`);
  const measured: Record<string, number> = {};
  for (const [name, call] of Object.entries(calls)) {
    const times: number[] = [];
    while (times.length < CALLS) {
      const startedAt = performance.now();
      await call();
      times.push(performance.now() - startedAt);
    }
    measured[name] = median(times);
  }
  return { parked, calls: measured, peakMemory: peakMemory(room.hub) };
}

/** @returns seconds until a job over all of one service has ended */
async function dismissService(room: HubRoom, expected: number): Promise<number> {
  const startedAt = performance.now();
  const { jobId } = Job.parse(
    await room.operate('jobs', {
      action: 'dismiss',
      filter: { service: 'adapter-made-1' },
      note: 'made for a benchmark',
    }),
  );
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await pause(500)) {
    room.hub.assertRuns();
    const job = Job.parse(await room.operate(`jobs/${jobId}`));
    if (job.endedAt === null) continue;
    if (job.done !== expected) throw new Error(`${job.done} of ${expected} messages dismissed`);
    return (performance.now() - startedAt) / 1_000;
  }
  throw new Error('a job over very many messages did not end');
}
