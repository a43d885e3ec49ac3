import type { CalendarDate } from '@saite/contracts';
import { ageOn } from '../period/age.ts';
import type { Frame } from '../period/frame.ts';
import type { Person, PersonRecord } from './person.ts';

/**
 * What is known of a person at the end of a period, whoever told it (*salāgotās pazīmes*): a source's own word first,
 * then PMLP's, then what another source says of the same person.
 */
export interface Attributes {
  readonly bornOn: CalendarDate | undefined;
  readonly diedOn: CalendarDate | undefined;
  /** Last day of the period, or the day of death in it: age and residence are those of this day. */
  readonly day: CalendarDate;
  readonly age: number | undefined;
  /** Municipality by the classifier of the period; `undefined` if no register knows it. */
  readonly territory: string | undefined;
}

/** A source's own word on somebody. */
export interface OwnWord {
  readonly bornOn: CalendarDate | null;
  readonly residence: string | null;
}

const firstOf = <Value>(values: readonly (Value | null | undefined)[]): Value | undefined =>
  values.find((value) => value !== null && value !== undefined) ?? undefined;

/** What was computed last of each person: several data sets ask for the same. */
const computed = new WeakMap<Person, { readonly frame: Frame; readonly attributes: Attributes }>();

/** @param own what the counted row itself says, if it may say something */
export function attributesOf(person: Person, frame: Frame, own?: OwnWord): Attributes {
  const known = computed.get(person);
  if (own === undefined && known?.frame === frame) return known.attributes;
  const attributes = compute(person, frame, own);
  if (own === undefined) computed.set(person, { frame, attributes });
  return attributes;
}

function compute(person: Person, frame: Frame, own: OwnWord | undefined): Attributes {
  const others = [...person.aids, ...person.unemployments, ...person.requests].filter(
    ({ period }) => period === frame.period,
  );
  const bornOn = firstOf([own?.bornOn, ...births(person.records), ...others.map((row) => row.bornOn)]);
  const [diedOn] = person.records.flatMap((record) => record.diedOn ?? []).sort();
  const day = diedOn !== undefined && diedOn < frame.last ? diedOn : frame.last;
  const territory = firstOf([
    own?.residence ? frame.territoryOf(own.residence) : undefined,
    residenceOn(person.records, day, frame),
    ...others.map((row) => (row.residence ? frame.territoryOf(row.residence) : undefined)),
    ...person.services
      .filter(({ startedOn, endedOn }) => startedOn <= day && (endedOn === null || endedOn >= frame.first))
      .map(({ municipality }) => frame.territoryOf(municipality)),
  ]);
  return { bornOn, diedOn, day, age: bornOn === undefined ? undefined : ageOn(bornOn, day), territory };
}

/** Births in an order of their own: records come in any. */
const births = (records: readonly PersonRecord[]): CalendarDate[] =>
  records.map(({ bornOn }) => bornOn).sort();

/** The residence declared last up to a day; of several codes the one declared latest. */
function residenceOn(records: readonly PersonRecord[], day: CalendarDate, frame: Frame): string | undefined {
  const declared = records
    .flatMap(({ residence, residences }) => residences ?? (residence ? [residence] : []))
    .filter(({ since }) => since <= day)
    .sort((a, b) => (a.since === b.since ? (a.atvk < b.atvk ? -1 : 1) : a.since < b.since ? -1 : 1));
  const last = declared.at(-1);
  return last && frame.territoryOf(last.atvk);
}
