import {
  type Atvk,
  addMonths,
  type CalendarDate,
  type CareCounts,
  type CareOverview,
  dayNumber,
  type InstitutionId,
} from '@saite/contracts';
import type { ChildCarePolicies } from './policies.ts';
import { reportStateOn } from './view.ts';

/** A child in an institution, as far as it is counted. */
export interface CountedChild {
  readonly municipality: Atvk | null;
  readonly institutionId: InstitutionId;
  readonly since: CalendarDate;
  readonly anchor: CalendarDate;
  /** `null` while the birth date is not known. */
  readonly dueOn: CalendarDate | null;
}

type Counts = { -readonly [Name in keyof CareCounts]: number };

const nothing = (): Counts => ({
  inCare: 0,
  dueSoon: 0,
  overdue: 0,
  escalated: 0,
  awaitingPerson: 0,
  over6Months: 0,
  over12Months: 0,
});

/** Counts children in care on a day by municipality and by institution, each once in either. */
export function countCare(
  children: readonly CountedChild[],
  policies: ChildCarePolicies,
  on: CalendarDate,
): Pick<CareOverview, 'total' | 'byMunicipality' | 'byInstitution'> {
  const day = dayNumber(on);
  const total = nothing();
  const byMunicipality = new Map<Atvk | null, Counts>();
  const byInstitution = new Map<InstitutionId, Counts>();
  for (const child of children) {
    const marks = marksOf(child, policies, day);
    const places = [
      total,
      countsIn(byMunicipality, child.municipality),
      countsIn(byInstitution, child.institutionId),
    ];
    for (const counts of places) for (const mark of marks) counts[mark] += 1;
  }
  const mostFirst = <Counted extends CareCounts>(counted: Counted[]) =>
    counted.sort((a, b) => b.inCare - a.inCare);
  return {
    total,
    byMunicipality: mostFirst(
      [...byMunicipality].map(([municipality, counts]) => ({ municipality, ...counts })),
    ),
    byInstitution: mostFirst(
      [...byInstitution].map(([institutionId, counts]) => ({ institutionId, ...counts })),
    ),
  };
}

function countsIn<Key>(counts: Map<Key, Counts>, key: Key): Counts {
  const known = counts.get(key);
  if (known) return known;
  const made = nothing();
  counts.set(key, made);
  return made;
}

const MARK_OF_STATE = {
  'not-due': null,
  'due-soon': 'dueSoon',
  overdue: 'overdue',
  escalated: 'escalated',
} as const;

function marksOf(child: CountedChild, policies: ChildCarePolicies, day: number): (keyof Counts)[] {
  const { since, anchor, dueOn } = child;
  const first = dayNumber(since);
  const [half, whole] = policies.thresholdsFor(first).stayMonths;
  const state =
    dueOn === null
      ? ('awaitingPerson' as const)
      : MARK_OF_STATE[reportStateOn(dayNumber(anchor), dayNumber(dueOn), policies, day)];
  return [
    'inCare',
    ...(state === null ? [] : [state]),
    ...(addMonths(first, half) <= day ? (['over6Months'] as const) : []),
    ...(addMonths(first, whole) <= day ? (['over12Months'] as const) : []),
  ];
}
