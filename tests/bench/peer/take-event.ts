import { createHash } from 'node:crypto';
import { type CalendarDate, eventContracts, type FactEvent, isFactType } from '@saite/contracts';
import type pg from 'pg';
import {
  AllowanceConfig,
  type AllowancePolicies,
  allowancePolicies,
  decideAllowance,
} from '../../../hub/src/cases/allowance/index.ts';
import { gatherFacts } from '../../support/gather-facts.ts';
import {
  type ChangedStatement,
  insertFact,
  insertStatements,
  loadEvents,
  loadHeads,
  lockPerson,
} from './store.ts';

const policies: AllowancePolicies = allowancePolicies(AllowanceConfig.parse({}));

/** Reads and validates a message. */
export function readEvent(type: string, body: Buffer): FactEvent {
  if (!isFactType(type)) throw new Error('not a fact');
  return eventContracts[type].parse(JSON.parse(body.toString()));
}

/** Stores one event and decides its person again, in one transaction. */
export async function takeEvent(pool: pg.Pool, event: FactEvent, today: CalendarDate): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await lockPerson(client, event.subject);
    if (await insertFact(client, event)) await decide(client, event, today);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function decide(client: pg.PoolClient, { subject }: FactEvent, today: CalendarDate): Promise<void> {
  const facts = gatherFacts([subject], await loadEvents(client, subject));
  const { months } = decideAllowance(facts, policies, today);
  const heads = await loadHeads(client, subject);
  const changed = months.flatMap((month): ChangedStatement[] => {
    const hash = createHash('sha256').update(JSON.stringify(month.content)).digest('base64url');
    const head = heads.get(month.month);
    return head?.hash === hash ? [] : [{ month, version: (head?.version ?? 0) + 1, hash }];
  });
  if (changed.length > 0) await insertStatements(client, subject, changed);
}
