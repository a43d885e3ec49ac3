import { Bus } from '@saite/bus';
import { Edit, HeldList, Job } from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import type { TestHub } from './hub.ts';

/** Calls of an operator; answers are checked to be good. */
export async function asOperator(hub: TestHub, sub = 'operator-0') {
  const token = await hub.token({ sub, roles: ['operator'] });
  const call = (path: string, body?: unknown, headers: Readonly<Record<string, string>> = {}) =>
    hub.call(`/v1/operator/${path}`, body, {
      token,
      headers: { 'accept-language': 'en', 'saite-purpose': 'looking into a failure', ...headers },
    });
  return {
    call,
    good: async (path: string, body?: unknown, headers?: Readonly<Record<string, string>>) => {
      const answer = await call(path, body, headers);
      if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
      return answer.json;
    },
    held: async (query = '') => HeldList.parse((await call(`held${query}`)).json).items,
  };
}
export type TestOperator = Awaited<ReturnType<typeof asOperator>>;

/** Publishes a message as it is, whatever its contract says. */
export async function publishRaw(hub: TestHub, messages: readonly { type: string; body: unknown }[]) {
  const bus = await Bus.open({ url: hub.room.amqpUrl, name: 'test-raw' });
  await bus.publish(
    messages.map(({ type, body }, place) => ({ type, id: `raw-${place}`, body: JSON.stringify(body) })),
  );
  await bus.close();
}

/** Ids of what {@link holdSome} made. */
export interface HeldSamples {
  readonly item: string;
  /** A message that nobody is at work on. */
  readonly editable: string;
  readonly job: string;
  /** Proposed by `operator-0`. */
  readonly edit: string;
}

/**
 * Lets the hub park five versions of one payment that contradict the one it has, pauses a job over two of them, and
 * proposes an edit of another.
 */
export async function holdSome(hub: TestHub, personCode: string): Promise<HeldSamples> {
  const payment = (granted: string) =>
    hub.events.payment({
      paymentId: 'HELD-1',
      personCode,
      periodFrom: '2026-01',
      periodTo: '2026-01',
      granted,
    });
  await hub.publish(payment('100.00'));
  await hub.publish(...['100.01', '100.02', '100.03', '100.04', '100.05'].map(payment));
  const operator = await asOperator(hub);
  // Deliveries that nobody takes are held beside them, some of them while this waits.
  const items = await until(
    async () => (await operator.held()).filter(({ recordId }) => recordId === 'HELD-1'),
    (held) => held.length >= 5,
  );
  const [first, second, third, fourth, fifth] = items.map(({ itemId }) => itemId);
  const started = await operator.good('jobs', {
    action: 'retry',
    ids: [first, second],
    ratePerSecond: 0.1,
    note: 'made for a test',
  });
  const { jobId } = Job.parse(started);
  await operator.good(`jobs/${jobId}/steer`, { step: 'pause' });
  const edit = await operator.good(`held/${third}/edits`, {
    changes: [{ path: 'data.granted', value: '100.00' }],
    note: 'made for a test',
  });
  return {
    item: fourth ?? '',
    editable: fifth ?? '',
    job: jobId,
    edit: Edit.parse(edit).editId,
  };
}
