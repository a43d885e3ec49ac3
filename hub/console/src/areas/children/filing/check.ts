import { type Draft, PROSE, type Prose } from './draft.ts';

/** What may be wrong with a field; each has a text. */
export type Wrong =
  | 'empty'
  | 'tooLong'
  | 'noDate'
  | 'inFuture'
  | 'fromAfterTo'
  | 'toAfterReport'
  | 'tooMany'
  | 'noDates';

export type DraftField = 'institutionId' | 'reportedOn' | 'from' | 'to' | 'contacts' | Prose;
export type Mistakes = Readonly<Partial<Record<DraftField, Wrong>>>;

const LONGEST_TEXT = 10_000;
const MOST_CONTACTS = 1_000;
const FIRST_DAY = '1900-01-01';

/** A real day as the hub takes it. */
export function isDay(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || text < FIRST_DAY) return false;
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().slice(0, 10) === text;
}

/**
 * What the hub would refuse a draft for, by field, as far as that can be known here; and a contact without a day, which
 * it would take, but which says nothing.
 */
export function mistakesIn(draft: Draft, today: string): Mistakes {
  return Object.fromEntries(
    Object.entries({
      institutionId: draft.institutionId === '' ? 'empty' : undefined,
      reportedOn: !isDay(draft.reportedOn) ? 'noDate' : draft.reportedOn > today ? 'inFuture' : undefined,
      from: !isDay(draft.from)
        ? 'noDate'
        : isDay(draft.to) && draft.from > draft.to
          ? 'fromAfterTo'
          : undefined,
      to: !isDay(draft.to)
        ? 'noDate'
        : isDay(draft.reportedOn) && draft.to > draft.reportedOn
          ? 'toAfterReport'
          : undefined,
      contacts: wrongContacts(draft),
      ...Object.fromEntries(PROSE.map((field) => [field, wrongText(draft[field])])),
    } satisfies Record<string, Wrong | undefined>).filter(([, wrong]) => wrong !== undefined),
  );
}

function wrongText(text: string): Wrong | undefined {
  if (text.trim() === '') return 'empty';
  return text.length > LONGEST_TEXT ? 'tooLong' : undefined;
}

function wrongContacts({ contacts }: Draft): Wrong | undefined {
  const isTooMuch =
    contacts.length > MOST_CONTACTS || contacts.some(({ dates }) => dates.length > MOST_CONTACTS);
  if (isTooMuch) return 'tooMany';
  return contacts.some(({ dates }) => dates.length === 0) ? 'noDates' : undefined;
}
