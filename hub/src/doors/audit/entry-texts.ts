import { type OperationId, operations, PURPOSE_OF_ROLE } from '@saite/contracts';
import { type KeyRing, keyedDigest, openAudit } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { StoredEntry } from '../../audit/read-entries.ts';
import type { Language } from '../language.ts';

/** What stands for a text that cannot be opened: somebody changed it, and the trail stays readable beside it. */
const UNREADABLE = '—';

const isOperation = (name: string): name is OperationId => Object.hasOwn(operations, name);

/** What an entry says to a reader: the same for the person and for an auditor. */
export function sayEntry(ring: KeyRing, entry: StoredEntry, language: Language) {
  const { operation } = entry;
  const { actor, purpose } = openSealed(ring, entry);
  return {
    at: toInstant(new Date(`${entry.at}Z`)),
    action: isOperation(operation) ? operations[operation].summary[language] : operation,
    purpose:
      purpose === null
        ? entry.roles.map((role) => PURPOSE_OF_ROLE[role][language]).join('; ')
        : withoutCodes(ring, purpose),
    actor: withoutCodes(ring, actor),
    organisation: entry.organisation,
  };
}

function openSealed(ring: KeyRing, { answerId, sealed }: StoredEntry) {
  try {
    const { actor, purpose } = openAudit(ring, answerId, sealed);
    return { actor: actor ?? UNREADABLE, purpose: purpose ?? null };
  } catch {
    return { actor: UNREADABLE, purpose: UNREADABLE };
  }
}

const CODE = /(?<![0-9])[0-9]{6}-?[0-9]{5}(?![0-9])/g;

/**
 * A text that a caller made up, without personal codes: an official may be named by one, a purpose may quote one. The
 * same code has the same sign, so that two officials stay two.
 */
export const withoutCodes = (ring: KeyRing, text: string): string =>
  text.replace(CODE, (code) => `#${keyedDigest(ring, 'audited-text', code.replace('-', '')).slice(0, 8)}`);

/** Why and how long an entry is kept from the person, as an auditor is told. */
export const sayEmbargo = ({ embargo, visibleFrom }: StoredEntry, now: Date) => {
  const isKept = visibleFrom === null || visibleFrom > now;
  return {
    embargo: isKept && embargo !== 'lifted' ? embargo : null,
    visibleFrom: isKept && visibleFrom ? toInstant(visibleFrom) : null,
  };
};
