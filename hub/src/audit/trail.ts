import type { AuditKey } from '@saite/identity';
import {
  type Clock,
  type Closer,
  Counter,
  type Database,
  type DependencyState,
  faultPoint,
  Gauge,
  inTransaction,
  type Log,
  type Registry,
  rigaDate,
  startLoop,
  type Transaction,
} from '@saite/runtime';
import { lastHead, makeHead } from './heads.ts';
import { HeadsFile } from './heads-file.ts';
import type { HeadRow } from './rows.ts';
import { lockChain, sealBatch, tryLockChain } from './sealer.ts';
import { readChainState } from './state.ts';

/** Where a trail's chain is signed. */
export interface TrailKeeping {
  readonly key: AuditKey;
  /** Path of the file that each head is written to beside the database. */
  readonly headsFile: string;
}

export interface TrailOptions extends TrailKeeping {
  readonly database: Database;
  readonly clock: Clock;
  readonly log: Log;
  readonly metrics: Registry;
}

/** The audit trail while the hub runs: entries are chained, heads signed. */
export interface Trail {
  /** Chains what waits and signs how far the chain is then, in the caller's transaction. */
  makeHead(transaction: Transaction, now: Date): Promise<HeadRow>;
  health(): DependencyState;
  readonly close: Closer;
}

const SEAL_MS = 500;
const HEADS_MS = 1_000;
/** While entries come, the part of the chain that no head covers is no longer than this. */
const HEAD_AT_LEAST_MS = 3_600_000;
/** Entries are chained within a second; a sealer that needs so long needs an operator. */
const LATE_MS = 10_000;

/** Opens the audit trail: chains and signs until it is closed. */
export function openTrail({ database, clock, log, metrics, ...keeping }: TrailOptions): Trail {
  const { key } = keeping;
  const file = new HeadsFile(keeping.headsFile);
  const figures = createFigures(metrics);
  let isFirst = true;
  let chain: DependencyState = UP;
  let heads: DependencyState = UP;

  const seal = startLoop('audit-sealer', SEAL_MS, log, async () => {
    const { sealed, isMore } = await inTransaction(database, async (transaction) => {
      if (!(await tryLockChain(transaction))) return { sealed: 0, isMore: false };
      const outcome = await sealBatch(transaction);
      if (outcome.sealed > 0) faultPoint('audit.before-commit');
      return outcome;
    });
    if (sealed > 0) faultPoint('audit.after-commit');
    figures.sealed.inc(sealed);
    return isMore ? 'more' : 'idle';
  });

  const isDue = (last: HeadRow | undefined, sealed: number, now: Date): boolean => {
    if (isFirst || !last) return true;
    const madeAt = new Date(`${last.made_at}Z`);
    const isOld = now.getTime() - madeAt.getTime() >= HEAD_AT_LEAST_MS;
    return rigaDate(madeAt) < rigaDate(now) || (isOld && sealed > last.position);
  };
  const sign = startLoop('audit-heads', HEADS_MS, log, async () => {
    const now = clock.now();
    const state = await readChainState(database);
    const age = state.oldestUnsealed ? now.getTime() - state.oldestUnsealed.getTime() : 0;
    figures.unsealed.set(state.unsealed);
    figures.oldest.set(Math.max(0, age) / 1000);
    chain = state.lost > 0 ? degraded('AUDIT_ENTRY_LOST') : age > LATE_MS ? degraded('AUDIT_UNSEALED') : UP;
    if (isDue(await lastHead(database), state.sealed, now))
      await inTransaction(database, async (transaction) => {
        await lockChain(transaction);
        await makeHead(transaction, key, now);
      });
    isFirst = false;
    if (heads === UP && file.endsWith(await lastHead(database))) return 'idle';
    const outcome = await inTransaction(database, async (transaction) => {
      await lockChain(transaction);
      return file.sync(transaction);
    });
    if (outcome === 'differs' && heads === UP) log.error('audit.heads-differ', { code: HEADS_DIFFER });
    heads = outcome === 'differs' ? degraded(HEADS_DIFFER) : UP;
    return 'idle';
  });

  return {
    makeHead: async (transaction, now) => {
      await lockChain(transaction);
      while ((await sealBatch(transaction)).isMore);
      return makeHead(transaction, key, now);
    },
    health: () => (chain === UP ? heads : chain),
    close: async () => {
      await Promise.all([seal.close(), sign.close()]);
    },
  };
}

const UP: DependencyState = { state: 'up', needed: false };
const HEADS_DIFFER = 'AUDIT_HEADS_DIFFER';
const degraded = (code: string): DependencyState => ({ state: 'degraded', needed: false, code });

function createFigures(metrics: Registry) {
  const registers = [metrics];
  return {
    sealed: new Counter({ name: 'saite_audit_sealed_total', help: 'Audit entries chained', registers }),
    unsealed: new Gauge({ name: 'saite_audit_unsealed', help: 'Audit entries not chained yet', registers }),
    oldest: new Gauge({
      name: 'saite_audit_oldest_unsealed_seconds',
      help: 'Age of the oldest audit entry not chained yet',
      registers,
    }),
  };
}
