import {
  type AuditHead,
  type AuditLogItem,
  type AuditLogQuery,
  type AuditState,
  type CalendarDate,
  dateOfDayNumber,
  dayNumber,
} from '@saite/contracts';
import { endOfRigaDay } from '@saite/runtime';
import { lastHead } from '../../audit/heads.ts';
import { readEntries } from '../../audit/read-entries.ts';
import type { HeadRow } from '../../audit/rows.ts';
import { readChainState } from '../../audit/state.ts';
import type { Call } from '../call.ts';
import { sayEmbargo, sayEntry } from './entry-texts.ts';

const MOST = 1_000;

/** The first instant of a day in Riga. */
export const startOfRigaDay = (date: CalendarDate): Date =>
  endOfRigaDay(dateOfDayNumber(dayNumber(date) - 1));

/**
 * `GET /v1/audit-log`: entries of the audit trail, newest first, persons by their references only. The entry about
 * this look is about nobody: else each page that is read would make as many entries as it shows.
 */
export function listAuditLog(
  { door, language, read }: Call,
  { from, to, operation, organisation, after, limit = MOST }: AuditLogQuery,
): Promise<{ items: AuditLogItem[]; next: string | null }> {
  const filter = {
    from: from && startOfRigaDay(from),
    before: to && endOfRigaDay(to),
    operation,
    organisation,
  };
  const now = door.clock.now();
  return read(async (transaction) => {
    const { entries, next } = await readEntries(transaction, filter, after, limit);
    const items = entries.map((entry): AuditLogItem => {
      const { at, action, purpose, actor } = sayEntry(door.keyRing, entry, language);
      const { entryId, answerId, position, kind, door: through, roles, ground, target } = entry;
      return {
        at,
        action,
        purpose,
        actor,
        entryId,
        answerId,
        position,
        kind,
        operation: entry.operation,
        door: through,
        organisation: entry.organisation,
        roles,
        ground,
        personRef: entry.person,
        target,
        ...sayEmbargo(entry, now),
      };
    });
    return { answer: { items, next }, persons: [], target: `${from ?? ''}/${to ?? ''}` };
  });
}

/** `GET /v1/audit-log/state`: how far the trail is chained and signed. */
export function readAuditState({ door, read }: Call): Promise<AuditState> {
  return read(async (transaction) => {
    const { sealed, unsealed, oldestUnsealed } = await readChainState(transaction);
    const head = await lastHead(transaction);
    const age = oldestUnsealed && (door.clock.now().getTime() - oldestUnsealed.getTime()) / 1000;
    return {
      answer: {
        entries: sealed + unsealed,
        sealedUpTo: sealed,
        unsealed,
        oldestUnsealedSeconds: age && Math.max(0, age),
        lastHead: head ? sayHead(head) : null,
      },
      persons: [],
    };
  });
}

/** `POST /v1/audit-log/heads`: signs the trail as it is now, for an auditor to take away. */
export function signAuditLog({ door, change }: Call): Promise<AuditHead> {
  return change(async (transaction, now) => {
    const head = await door.trail.makeHead(transaction, now);
    return { answer: sayHead(head), persons: [], target: `head/${head.number}` };
  });
}

const sayHead = ({ made_at: madeAt, key_id: keyId, ...head }: HeadRow): AuditHead => ({
  ...head,
  madeAt,
  keyId,
});
