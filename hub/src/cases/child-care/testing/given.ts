import {
  CalendarDate,
  CareAlertAcknowledged,
  ChildChecked,
  ContactReportRecorded,
  CrisisReported,
  CustodyDecided,
  dateOfDayNumber,
  dayNumber,
  type Instant,
  PersonRef,
  PersonUpdated,
  PlacementRecorded,
  SurveyRecorded,
} from '@saite/contracts';
import type {
  AcknowledgementFact,
  ContactReportFact,
  CrisisFact,
  CustodyFact,
  PersonFact,
  PersonFacts,
  PlacementFact,
  SurveyFact,
} from '../../case.ts';
import {
  ChildCareConfig,
  type ChildCareDecision,
  type ChildCarePolicies,
  type ChildCase,
  childCarePolicies,
  decideChildCare,
  holdsOn,
  readChildCase,
  viewChild,
} from '../index.ts';

/** A made-up person reference, by one letter. */
export const refOf = (letter: string): PersonRef => PersonRef.parse(`p1.${letter.repeat(22)}`);
export const REF = refOf('A');
export const FORMER_REF = refOf('B');

const sealed = { keyVersion: 1, digest: 'd'.repeat(22), box: 'made.up' };
const record = (recordId: string, recordVersion = 1, withdrawn = false) => ({
  recordId,
  recordVersion,
  withdrawn,
});

/** A placement of a child: by default in `house-1`, without an end. */
export const stay = (
  from: string,
  to?: string,
  { id = 's-1', institution = 'house-1', programme = 'child-out-of-family', ref = REF } = {},
): PlacementFact => ({
  subject: ref,
  data: PlacementRecorded.parse({
    ...record(id),
    stay: {
      programme,
      institutionId: institution,
      startedOn: from,
      ...(to === undefined ? {} : { endedOn: to }),
    },
    identity: sealed,
  }),
});

export const decision = (
  kind: string,
  effectiveFrom: string,
  { id = 'd-1', court = 'court-1', decidedOn = effectiveFrom, withdrawn = false } = {},
): CustodyFact => ({
  subject: REF,
  data: CustodyDecided.parse({
    ...record(id, 1, withdrawn),
    court,
    kind,
    decidedOn,
    effectiveFrom,
    identity: sealed,
  }),
});

export const report = (
  reportedOn: string,
  { id = `r-${reportedOn}`, version = 1 } = {},
): ContactReportFact => ({
  subject: REF,
  data: ContactReportRecorded.parse({
    ...record(id, version),
    institutionId: 'house-1',
    reportedOn,
    period: { from: '2020-01-01', to: '2020-01-31' },
    identity: sealed,
    narrative: sealed,
  }),
});

export const crisis = (occurredAt: string, { id = 'c-1', withdrawn = false } = {}): CrisisFact => ({
  subject: REF,
  data: CrisisReported.parse({
    ...record(id, 1, withdrawn),
    reportedBy: 'police',
    occurredAt,
    identity: sealed,
    narrative: sealed,
  }),
});

export const survey = (surveyedOn: string): SurveyFact => ({
  subject: REF,
  data: SurveyRecorded.parse({ ...record('v-1'), surveyedOn, identity: sealed, narrative: sealed }),
});

export const acknowledged = (
  on: string,
  role: string,
  crisisId: string | null = 'c-1',
): AcknowledgementFact => ({
  subject: REF,
  data: CareAlertAcknowledged.parse({
    ...record(`k-${role}`),
    alertId: 'a-1',
    kind: 'crisis-reported',
    crisisId,
    acknowledgedOn: on,
    by: { role, id: 'x-1' },
    identity: sealed,
    narrative: sealed,
  }),
});

interface PersonGiven {
  readonly diedOn?: string;
  readonly residence?: readonly [atvk: string, since: string];
  readonly residences?: readonly (readonly [atvk: string, since: string])[];
  readonly version?: number;
  readonly ref?: PersonRef;
  readonly formerRefs?: readonly PersonRef[];
}

const placeOf = ([atvk, since]: readonly [string, string]) => ({ atvk, since });

/** A version of PMLP's record of the child. */
export const born = (bornOn: string, given: PersonGiven = {}): PersonFact => ({
  subject: given.ref ?? REF,
  data: PersonUpdated.parse({
    ...record(given.ref ?? REF, given.version ?? 1),
    bornOn,
    ...(given.diedOn === undefined ? {} : { diedOn: given.diedOn }),
    formerRefs: given.formerRefs ?? [],
    parentRefs: [],
    ...(given.residence ? { residence: placeOf(given.residence) } : {}),
    ...(given.residences ? { residences: given.residences.map(placeOf) } : {}),
    identity: sealed,
  }),
});

export interface Given {
  readonly stays?: readonly PlacementFact[];
  /** Every version of PMLP's records. */
  readonly persons?: readonly PersonFact[];
  readonly decisions?: readonly CustodyFact[];
  readonly reports?: readonly ContactReportFact[];
  readonly crises?: readonly CrisisFact[];
  readonly surveys?: readonly SurveyFact[];
  readonly acknowledgements?: readonly AcknowledgementFact[];
  /** Whether NPAIS has answered for the child; it has if not said. */
  readonly isAnswered?: boolean;
  readonly config?: unknown;
}

export const policiesOf = (config: unknown = {}): ChildCarePolicies =>
  childCarePolicies(ChildCareConfig.parse(config));

export function factsOf(given: Given): PersonFacts {
  const versions = given.persons ?? [];
  const isNewest = ({ data }: PersonFact) =>
    !versions.some(
      (other) => other.data.recordId === data.recordId && other.data.recordVersion > data.recordVersion,
    );
  return {
    refs: [REF],
    placements: given.stays ?? [],
    payments: [],
    incomeChecks: [],
    persons: versions.filter(isNewest),
    personVersions: versions,
    custody: given.decisions ?? [],
    childChecks: (given.isAnswered ?? true) ? [{ subject: REF, data: ChildChecked.parse(record(REF)) }] : [],
    crises: given.crises ?? [],
    surveys: given.surveys ?? [],
    services: [],
    disabilities: [],
    disabilityChecks: [],
    contactReports: given.reports ?? [],
    acknowledgements: given.acknowledgements ?? [],
  };
}

/** Days as the registers write them: an instant's day in UTC serves where the hour does not matter. */
const utcDay = (instant: Instant) => CalendarDate.parse(instant.slice(0, 10));

export const caseOf = (given: Given): ChildCase =>
  readChildCase(factsOf(given), policiesOf(given.config), utcDay);

export const decideOn = (today: string, given: Given): ChildCareDecision | null =>
  decideChildCare(factsOf(given), policiesOf(given.config), CalendarDate.parse(today), utcDay);

export const viewOn = (on: string, given: Given) =>
  viewChild(caseOf(given), policiesOf(given.config), CalendarDate.parse(on));

/** The duty to report on a day; fails if there is none. */
export function reportingOn(on: string, given: Given) {
  const { reporting } = viewOn(on, given);
  if (!reporting) throw new Error(`no duty to report on ${on}`);
  return reporting;
}

/** What is open on a day, by kind, with the day on which each began. */
export const openOn = (on: string, given: Given): Record<string, string> =>
  Object.fromEntries(
    caseOf(given)
      .conditions.filter((each) => holdsOn(each, dayNumber(CalendarDate.parse(on))))
      .map(({ kind, from }) => [kind, dateOfDayNumber(from)]),
  );

/** Kinds that are open on a day. */
export const kindsOn = (on: string, given: Given): string[] => Object.keys(openOn(on, given)).sort();
