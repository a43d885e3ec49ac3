import type { CalendarDate } from '@saite/contracts';
import type { Database } from '@saite/runtime';
import {
  AllowanceConfig,
  allowancePolicies,
  decideAllowance,
} from '../../../hub/src/cases/allowance/index.ts';
import { gatherFacts } from '../../support/gather-facts.ts';
import type { KnownFacts } from './known-facts.ts';

/** What is answered for each person and month: content only, in one form for equal content. */
export type Answers = ReadonlyMap<string, string>;

/** JSON with the keys of every object in order. */
export const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, item: unknown) =>
    item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item,
  );

/**
 * The statements in force as they are stored. Whether a month that has no day in care reads `NOT_IN_CARE` or
 * nothing at all is journal: it depends on what had been said before, so such months are left out.
 */
export async function storedAnswers(database: Database, known: KnownFacts): Promise<Answers> {
  const { rows } = await database.query<{
    person: string;
    month: string;
    content: { flags: string[] };
    policies: unknown;
    legalBasis: unknown;
  }>(
    `SELECT head.person, head.month, content, policies, legal_basis AS "legalBasis"
     FROM (SELECT DISTINCT ON (person, month) * FROM hub.statement ORDER BY person, month, version DESC) head
     LEFT JOIN hub.grounds ON grounds.digest = head.grounds
     LEFT JOIN hub.absorbed_statement absorbed USING (person, month, version)
     WHERE absorbed.person IS NULL`,
  );
  const answers = new Map<string, string>();
  for (const { person, month, content, policies, legalBasis } of rows) {
    if (content.flags.includes('NOT_IN_CARE')) continue;
    const key = `${known.personOf(person)} ${month}`;
    const text = canonical({ ...content, policies, legalBasis });
    // The series of a code ends when a statement of the joined person replaces its newest version; two that are
    // in force for one month of one person are wrong, whatever they say.
    answers.set(key, answers.has(key) ? `${answers.get(key)} and ${text}` : text);
  }
  return answers;
}

/** The same computed afresh from the facts, by the pure function alone. */
export function freshAnswers(known: KnownFacts, today: CalendarDate): Answers {
  const policies = allowancePolicies(AllowanceConfig.parse({}));
  const answers = new Map<string, string>();
  for (const [person, refs] of known.persons) {
    const { months } = decideAllowance(gatherFacts(refs, known.eventsOf(person)), policies, today);
    for (const { month, content } of months) answers.set(`${person} ${month}`, canonical(content));
  }
  return answers;
}

/** Persons and months for which two sets of answers differ. */
export const differing = (one: Answers, other: Answers): string[] =>
  [...new Set([...one.keys(), ...other.keys()])].filter((key) => one.get(key) !== other.get(key)).sort();

/** Where two contents of a month differ, for a reader; contents hold no personal data. */
export function difference(one: string | undefined, other: string | undefined): string {
  if (one === undefined || other === undefined)
    return `${one ?? 'nothing'} / ${other ?? 'nothing'}`.slice(0, 300);
  const [fields, others] = [fieldsOf(one), fieldsOf(other)];
  return [...fields]
    .filter(([name, value]) => others.get(name) !== value)
    .map(([name, value]) => `${name} ${value.slice(0, 300)} / ${others.get(name)?.slice(0, 300)}`)
    .join('; ');
}

function fieldsOf(text: string): Map<string, string> {
  try {
    return new Map(
      Object.entries<unknown>(JSON.parse(text)).map(([name, value]) => [name, canonical(value)]),
    );
  } catch {
    return new Map([['content', text]]); // two contents for one month
  }
}
