import {
  type Accepted,
  type EventOf,
  type PlacementBody,
  type PlacementWithdrawal,
  RecordId,
  type Stay,
} from '@saite/contracts';
import { eventHead, type KeyRing, personRef, sealCode } from '@saite/identity';
import { type Transaction, toInstant } from '@saite/runtime';
import type { z } from 'zod';
import { appendFacts } from '../facts/append.ts';
import { toFact } from '../facts/fact.ts';
import { appendEvents } from '../relay/outbox.ts';
import type { Call, Door, Shown } from './call.ts';
import { ProblemError } from './problem-error.ts';

type PlacementEvent = EventOf<'spolis.placement.recorded.v1'>;

function placementEvent(
  ring: KeyRing,
  body: PlacementWithdrawal,
  stay: z.infer<typeof Stay> | undefined,
  now: Date,
): PlacementEvent {
  const subject = personRef(ring, body.personCode);
  const recordId = RecordId.parse(body.placementId);
  const record = { recordId, recordVersion: body.recordVersion };
  const identity = sealCode(ring, subject, body.personCode);
  return {
    ...eventHead(
      ring,
      '/registers/spolis',
      'spolis.placement',
      { subject, recordId, recordVersion: body.recordVersion },
      toInstant(now),
    ),
    type: 'spolis.placement.recorded.v1',
    data: stay ? { ...record, withdrawn: false, stay, identity } : { ...record, withdrawn: true, identity },
  };
}

/** Takes a placement of SPOLIS: the fact and its event in one transaction. The same version again changes nothing. */
async function take(
  transaction: Transaction,
  { references, idsLikeCodes }: Door,
  event: PlacementEvent,
  custody: boolean,
  now: Date,
): Promise<Shown<Accepted>> {
  const fact = toFact(event);
  const [outcome] = await appendFacts(transaction, references, [fact], now);
  if (outcome === 'conflict')
    throw new ProblemError('VERSION_CONFLICT', [
      { path: 'recordVersion', message: 'taken before with other content' },
    ]);
  if (outcome === 'taken') {
    idsLikeCodes.note([fact]);
    await appendEvents(
      transaction,
      [{ type: event.type, eventId: event.id, event: JSON.stringify(event) }],
      now,
    );
  }
  return {
    answer: { eventId: event.id },
    persons: [event.subject],
    target: event.data.recordId,
    custody: custody || (await wasOfChild(transaction, event.data.recordId)),
  };
}

/** Whether a version of a placement was a child's: whatever is done with it later is a matter of custody too. */
async function wasOfChild(transaction: Transaction, recordId: RecordId): Promise<boolean> {
  const { rows } = await transaction.query({
    name: 'was-of-child',
    text: `SELECT FROM hub.fact WHERE source = 'spolis.placement' AND record_id = $1
      AND data #>> '{stay,programme}' = 'child-out-of-family' LIMIT 1`,
    values: [recordId],
  });
  return rows.length > 0;
}

/** `POST /v1/placements` */
export function recordPlacement(call: Call, body: PlacementBody): Promise<Accepted> {
  const { placementId: _id, recordVersion: _version, personCode: _code, ...stay } = body;
  const custody = body.programme === 'child-out-of-family';
  return call.change((transaction, now) =>
    take(transaction, call.door, placementEvent(call.door.keyRing, body, stay, now), custody, now),
  );
}

/** `POST /v1/placements/withdraw` */
export function withdrawPlacement(call: Call, body: PlacementWithdrawal): Promise<Accepted> {
  return call.change((transaction, now) =>
    take(transaction, call.door, placementEvent(call.door.keyRing, body, undefined, now), false, now),
  );
}
