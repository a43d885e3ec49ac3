import { type Month, monthOf } from '@saite/contracts';
import type { PersonRecord } from '../persons/person.ts';
import type { StoredFact } from './stored.ts';

/** Months that have to be counted again, because something changed. */
export interface Stale {
  /** What changed: `disabilities`, `services`, `persons`, or the name of a source of files. */
  readonly what: string;
  readonly from: Month;
  /** `null`: up to now. */
  readonly to: Month | null;
}

const EVER = '1900-01' as Month;

/** Months that a fact counts in. */
function monthsOf(fact: StoredFact): Stale[] {
  switch (fact.source) {
    case 'vdeavk.disability': {
      const { validFrom, validTo } = fact.data;
      return [{ what: 'disabilities', from: monthOf(validFrom), to: validTo && monthOf(validTo) }];
    }
    case 'spolis.placement': {
      if (fact.data === null) return [];
      const { startedOn, endedOn } = fact.data;
      return [{ what: 'services', from: monthOf(startedOn), to: endedOn ? monthOf(endedOn) : null }];
    }
    case 'sopa.service': {
      const { startedOn, endedOn } = fact.data;
      return [{ what: 'services', from: monthOf(startedOn), to: endedOn && monthOf(endedOn) }];
    }
    case 'pmlp.person':
      return [{ what: 'persons', from: EVER, to: null }];
    default:
      return fact satisfies never;
  }
}

/** The first month for which PMLP now says otherwise of a person than before. */
function firstDifference(before: PersonRecord, now: PersonRecord): Month {
  const otherPerson =
    before.bornOn !== now.bornOn ||
    before.diedOn !== now.diedOn ||
    before.formerRefs.join() !== now.formerRefs.join();
  if (otherPerson) return EVER;
  const entries = ({ residence, residences = residence ? [residence] : [] }: PersonRecord) =>
    residences.map(({ atvk, since }) => `${since} ${atvk}`);
  const [old, fresh] = [new Set(entries(before)), new Set(entries(now))];
  const [first] = [
    ...[...old].filter((entry) => !fresh.has(entry)),
    ...[...fresh].filter((entry) => !old.has(entry)),
  ].sort();
  return first === undefined ? EVER : (first.slice(0, 7) as Month);
}

/**
 * Months to be counted again after a fact took the place of an older version of its record.
 *
 * @param before the version that was known, if one was
 */
export function staleMonths(now: StoredFact, before: StoredFact | undefined): Stale[] {
  if (now.source === 'pmlp.person' && before?.source === 'pmlp.person' && now.withdrawn === before.withdrawn)
    return [{ what: 'persons', from: firstDifference(before.data, now.data), to: null }];
  return [...(now.withdrawn ? [] : monthsOf(now)), ...(before && !before.withdrawn ? monthsOf(before) : [])];
}

/** The same months in fewer spans, one for each thing that changed. */
export function unite(spans: readonly Stale[]): Stale[] {
  return [...Map.groupBy(spans, ({ what }) => what)].map(([what, same]) => ({
    what,
    from: same.map(({ from }) => from).sort()[0] ?? EVER,
    to: same.some(({ to }) => to === null)
      ? null
      : (same
          .flatMap(({ to }) => to ?? [])
          .sort()
          .at(-1) ?? null),
  }));
}
