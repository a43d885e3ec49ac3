import { createHash } from 'node:crypto';
import type { Month, PersonRef, StatementContent } from '@saite/contracts';
import { type AllowanceDecision, type AllowancePolicies, notInCare } from '../cases/allowance/index.ts';
import type { KnownPerson } from '../deciders/load-facts.ts';
import { aliveOf, type Head, headOf } from './heads.ts';

/** A content as the journal stores it: the part of its own, and the grounds that many share. */
export interface JournalText {
  readonly content: string;
  readonly groundsDigest: string;
  readonly grounds: Pick<StatementContent, 'policies' | 'legalBasis'>;
  /** Digest of all of it. */
  readonly hash: string;
}

/** A new version of a month's statement. */
export interface Change {
  readonly person: PersonRef;
  readonly month: Month;
  readonly version: number;
  readonly supersedes: number | null;
  readonly deltaCents: number;
  readonly allowanceCents: number | null;
  readonly text: JournalText;
  /** False while SAIS has not answered: the statement is kept and not told. */
  readonly announced: boolean;
  /** Heads of other codes' series that this version replaces. */
  readonly absorbs: readonly Head[];
}

/**
 * What is to be said anew of a person: each month whose content differs from the last one said, and each month
 * that was stated and has no day in care any more.
 *
 * @param heads the newest statements of every code's series
 */
export function changesOf(
  known: Pick<KnownPerson, 'group'>,
  decision: AllowanceDecision,
  heads: ReadonlyMap<PersonRef, readonly Head[]>,
  policies: AllowancePolicies,
): Change[] {
  const { person, refs } = known.group;
  const headsByMonth = new Map<Month, Head[]>();
  for (const head of refs.flatMap((ref) => heads.get(ref) ?? [])) {
    const sameMonth = headsByMonth.get(head.month);
    if (sameMonth) sameMonth.push(head);
    else headsByMonth.set(head.month, [head]);
  }
  const changes: Change[] = [];
  for (const { month, content, announced, allowanceCents } of decision.months) {
    const monthHeads = headsByMonth.get(month) ?? [];
    headsByMonth.delete(month);
    const change = changeOf(person, month, textOf(content), announced, allowanceCents, monthHeads);
    if (change) changes.push(change);
  }
  for (const [month, monthHeads] of headsByMonth) {
    if (aliveOf(monthHeads).length === 0) continue;
    const change = changeOf(person, month, textOf(notInCare(month, policies)), true, null, monthHeads);
    if (change) changes.push(change);
  }
  return changes;
}

/** What is to be said of a month, or `null` if it was said already. */
function changeOf(
  person: PersonRef,
  month: Month,
  text: JournalText,
  announced: boolean,
  allowanceCents: number | null,
  heads: readonly Head[],
): Change | null {
  const alive = aliveOf(heads);
  if (alive.length === 1 && alive[0]?.contentHash === text.hash) return null;
  const before = alive.reduce((sum, head) => sum + (head.allowanceCents ?? 0), 0);
  return {
    person,
    month,
    version: Math.max(0, ...heads.map((head) => head.version)) + 1,
    supersedes: headOf(heads)?.version ?? null,
    deltaCents: (allowanceCents ?? 0) - before,
    allowanceCents,
    text,
    announced,
    // The new statement continues the person's series; those of other codes end with it, so that deltas add up.
    absorbs: alive.filter((head) => head.person !== person),
  };
}

const texts = new WeakMap<StatementContent, JournalText>();

/** Months that read the same share their content object, so most texts and digests are made once. */
function textOf(content: StatementContent): JournalText {
  const made = texts.get(content);
  if (made) return made;
  const { policies, legalBasis, ...own } = content;
  const text = JSON.stringify(own);
  const groundsDigest = groundsDigestOf({ policies, legalBasis });
  const hash = createHash('sha256').update(text).update(groundsDigest).digest('base64url').slice(0, 27);
  const journalText = { content: text, groundsDigest, grounds: { policies, legalBasis }, hash };
  texts.set(content, journalText);
  return journalText;
}

const groundsDigests = new WeakMap<
  StatementContent['policies'],
  WeakMap<StatementContent['legalBasis'], string>
>();

/** Policies and grounds are few and shared; the digest of a pair is made once. */
function groundsDigestOf({ policies, legalBasis }: JournalText['grounds']): string {
  const byBasis = groundsDigests.get(policies) ?? new WeakMap<StatementContent['legalBasis'], string>();
  groundsDigests.set(policies, byBasis);
  const made = byBasis.get(legalBasis);
  if (made) return made;
  const digest = createHash('sha256')
    .update(JSON.stringify([policies, legalBasis]))
    .digest('base64url')
    .slice(0, 22);
  byBasis.set(legalBasis, digest);
  return digest;
}
