import type { Control, OperatorOverview, OperatorService } from '@saite/contracts';
import { Instant } from '@saite/contracts';
import { type DependencyState, type ToldState, type Transaction, toInstant } from '@saite/runtime';
import { causesOf } from './selection.ts';

interface ControlRow {
  readonly service: string;
  readonly upstream: string;
  readonly stopped: boolean;
  readonly reason: string;
  readonly operator: string;
  readonly since: Date;
}

/** How many are held of a service. */
interface HeldCounts {
  waiting: number;
  parked: number;
  dismissed: number;
}

/** How the system is: what every service last told, and what operators have to do. */
export async function readOverview(
  transaction: Transaction,
  told: readonly ToldState[],
  now: Date,
): Promise<OperatorOverview> {
  const controls = await readControls(transaction, told);
  const counts = await countByService(transaction);
  const { rows } = await transaction.query<{ jobs: number; edits: number }>(
    `SELECT (SELECT count(*) FROM operations.job WHERE ended_at IS NULL) AS jobs,
       (SELECT count(*) FROM operations.edit WHERE state = 'proposed') AS edits`,
  );
  const nothing = (): HeldCounts => ({ waiting: 0, parked: 0, dismissed: 0 });
  const all = nothing();
  for (const one of counts.values()) {
    all.waiting += one.waiting;
    all.parked += one.parked;
    all.dismissed += one.dismissed;
  }
  return {
    at: toInstant(now),
    services: told.map((state) =>
      sayService(state, counts.get(state.service) ?? nothing(), controlOf(controls, state.service, null)),
    ),
    controls: controls.filter(({ stopped }) => stopped),
    held: all,
    jobs: rows[0]?.jobs ?? 0,
    editsToDecide: rows[0]?.edits ?? 0,
  };
}

const controlOf = (controls: readonly Control[], service: string, upstream: string | null): Control | null =>
  controls.find((one) => one.service === service && one.upstream === upstream) ?? null;

function sayService(told: ToldState, held: HeldCounts, control: Control | null): OperatorService {
  const { service, report, toldAt, silent, detail } = told;
  const worst = worstOf(Object.values(report));
  return {
    service,
    state: silent ? 'silent' : (worst?.state ?? 'up'),
    code: silent ? 'SERVICE_SILENT' : (worst?.code ?? null),
    toldAt: toInstant(toldAt),
    dependencies: Object.entries(report).map(([name, { state, needed, code }]) => ({
      name,
      state,
      needed,
      code: code ?? null,
    })),
    upstreams: detail.upstreams.map((upstream) => ({
      ...upstream,
      lastGoodAt: upstream.lastGoodAt === null ? null : Instant.parse(upstream.lastGoodAt),
      lastFailure: upstream.lastFailure && {
        at: Instant.parse(upstream.lastFailure.at),
        code: upstream.lastFailure.code,
      },
    })),
    feeds: detail.feeds.map(({ feed, lastChangeAt }) => ({
      feed,
      lastChangeAt: Instant.parse(lastChangeAt),
    })),
    queues: detail.queues,
    held,
    control,
  };
}

const RANK = { up: 0, degraded: 1, down: 2 } as const;
/** What is wrong most; a stop by hand before what may follow from it. */
const worstOf = (dependencies: readonly DependencyState[]): DependencyState | undefined =>
  [...dependencies].sort(
    (a, b) => RANK[b.state] - RANK[a.state] || Number(b.code === 'PAUSED') - Number(a.code === 'PAUSED'),
  )[0];

/** Everything that was ever stopped by hand, and whether the service does as it was told. */
export async function readControls(
  transaction: Pick<Transaction, 'query'>,
  told: readonly ToldState[],
): Promise<Control[]> {
  const { rows } = await transaction.query<ControlRow>(
    'SELECT service, upstream, stopped, reason, operator, since FROM operations.control ORDER BY service, upstream',
  );
  return rows.map((row) => ({
    service: row.service,
    upstream: row.upstream || null,
    stopped: row.stopped,
    by: row.operator,
    reason: row.reason,
    since: toInstant(row.since),
    acknowledged:
      told.find(({ service }) => service === row.service)?.detail.stopped.includes(row.upstream) ===
      row.stopped,
  }));
}

/** How many things are held, by service. */
export async function countByService(
  transaction: Pick<Transaction, 'query'>,
): Promise<Map<string, HeldCounts>> {
  const counts = new Map<string, HeldCounts>();
  for (const { service, state, count } of await causesOf(transaction, {})) {
    const before = counts.get(service) ?? { waiting: 0, parked: 0, dismissed: 0 };
    counts.set(service, { ...before, [state]: before[state] + count });
  }
  return counts;
}
