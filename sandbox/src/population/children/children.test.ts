import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { suite, test } from 'node:test';
import {
  addMonths,
  birthday,
  CalendarDate,
  ContactReportBody,
  CourtId,
  CrisisNarrative,
  CustodyDecisionKind,
  DecisionId,
  dayNumber,
  Instant,
  isPersonCode,
  PlacementBody,
  SurveyNarrative,
} from '@saite/contracts';
import { makePopulation } from '../population.ts';
import { eachChild, makeChild } from './children.ts';
import { CHILD_INSTITUTIONS, CHILD_MUNICIPALITIES } from './municipalities.ts';
import type { MadeChild } from './records.ts';

const today = CalendarDate.parse('2026-11-20');
const digestOf = (value: unknown) => createHash('sha256').update(JSON.stringify(value)).digest('hex');
const dayOf = (text: string) => dayNumber(CalendarDate.parse(text));
const isInInstitution = ({ placements }: MadeChild) =>
  placements.some(({ endedOn }) => endedOn === undefined);
const codeOf = ({ decisions, placements, persons }: MadeChild) =>
  persons[0]?.personCode ?? placements[0]?.personCode ?? decisions[0]?.childCode ?? '';

/** Whether the placements hold a day, as they are recorded first. */
const hold = ({ placements }: MadeChild, day: string, institutionId?: string) =>
  placements.some(
    ({ startedOn, endedOn, institutionId: id }) =>
      startedOn <= day && (endedOn === undefined || day < endedOn) && id === (institutionId ?? id),
  );

suite('children of a made population', () => {
  const children = [...eachChild(1, 5_000, { today })];
  const inInstitutions = children.filter(isInInstitution);

  /** State of the clock of a child's reports on the day of the population. */
  const clockOf = (child: MadeChild) => {
    const stays = child.placements.filter(({ recordVersion }) => recordVersion === 1);
    let [since] = stays.slice(-1).map(({ startedOn }) => startedOn);
    for (const stay of stays.toReversed()) if (stay.endedOn === since) since = stay.startedOn;
    const reports = child.reports.filter(({ reportedOn }) => reportedOn >= (since ?? ''));
    const anchor = dayOf(reports.at(-1)?.reportedOn ?? since ?? '');
    const third = birthday(CalendarDate.parse(child.persons[0]?.bornOn), 3);
    return dayNumber(today) - addMonths(anchor, anchor < third ? 3 : 6);
  };

  test('are the same for the same seed and day, and others for another seed', () => {
    assert.equal(digestOf([...eachChild(1, 5_000, { today })]), digestOf(children));
    assert.notEqual(digestOf([...eachChild(2, 5_000, { today })]), digestOf(children));
  });

  test('do not depend on how many are made', () => {
    assert.deepEqual(makeChild(1, 4_321, { today }), children[4_321]);
  });

  test('of 5 000 children 700 are in institutions today, the others with guardians and in foster families', () => {
    assert.ok(Math.abs(inInstitutions.length - 700) <= 20, String(inInstitutions.length));
    const last = (kind: CustodyDecisionKind) =>
      children.filter(({ decisions }) => decisions.some((decision) => decision.kind === kind)).length;
    assert.ok(last('placed-in-guardianship') > 2_400);
    assert.ok(last('placed-in-foster-family') > 1_400);
    const before = children.filter((child) => child.placements.length > 0 && !isInInstitution(child));
    assert.ok(before.length > 500 && before.length < 1_500, String(before.length));
  });

  test('have valid codes of both forms, none of them twice and none an adult has', () => {
    const adults = makePopulation(1, 20_000, { today });
    const taken = new Set(
      adults.persons.flatMap(({ personCode, formerCodes }) => [personCode, ...(formerCodes ?? [])]),
    );
    for (const { personCode } of adults.placements) taken.add(personCode);
    const codes = children.map(codeOf).filter((code) => code !== '');
    const parents = children.flatMap(({ persons }) => persons[0]?.parents ?? []);
    for (const code of [...codes, ...parents]) {
      assert.ok(isPersonCode(code) && !taken.has(code));
      taken.add(code);
    }
    const old = codes.filter((code) => !code.startsWith('3'));
    assert.ok(old.length > 2_000 && old.length < 3_000, String(old.length));
    assert.ok(old.every((code) => code.charAt(6) === '2'));
  });

  test('carry one code in all registers, and a birth date that fits a code of the old form', () => {
    for (const child of children) {
      const codes = [
        ...child.persons.map(({ personCode }) => personCode),
        ...child.placements.map(({ personCode }) => personCode),
        ...[...child.decisions, ...child.crises, ...child.surveys, ...child.reports].map(
          ({ childCode }) => childCode,
        ),
      ];
      assert.ok(new Set(codes).size <= 1);
      const [person] = child.persons;
      if (!person || person.personCode.startsWith('3')) continue;
      const [year = '', month = '', day = ''] = person.bornOn.split('-');
      assert.equal(person.personCode.slice(0, 6), `${day}${month}${year.slice(2)}`);
    }
  });

  test('are younger than 18; among those in institutions are some about to be, and some who just turned three', () => {
    const ages = (list: readonly MadeChild[]) => list.flatMap(({ persons }) => persons.slice(0, 1));
    for (const { bornOn } of ages(children)) {
      assert.ok(bornOn <= today && birthday(CalendarDate.parse(bornOn), 18) > dayNumber(today));
    }
    const until = (years: number) =>
      ages(inInstitutions).map(
        ({ bornOn }) => birthday(CalendarDate.parse(bornOn), years) - dayNumber(today),
      );
    assert.ok(until(18).some((days) => days > 0 && days <= 90));
    assert.ok(until(3).some((days) => days <= 0 && days > -90));
  });

  test('are declared in municipalities of 2025, every one of them, and some moved once or twice', () => {
    assert.equal(new Set(CHILD_MUNICIPALITIES).size, 42);
    assert.ok(CHILD_MUNICIPALITIES.includes('0038001') && !CHILD_MUNICIPALITIES.includes('0055000'));
    const declared = children.flatMap(({ persons }) =>
      persons.flatMap(({ residence }) => residence?.atvk ?? []),
    );
    assert.deepEqual(new Set(declared), new Set(CHILD_MUNICIPALITIES));
    for (const { persons } of children) {
      persons.forEach(({ recordVersion, residence, bornOn }, place) => {
        assert.equal(recordVersion, place + 1);
        const before = persons[place - 1]?.residence?.since;
        if (residence) assert.ok(residence.since >= bornOn && residence.since <= today);
        if (residence && before !== undefined) assert.ok(residence.since > before);
      });
    }
    const versions = children.map(({ persons }) => persons.length);
    for (const count of [0, 1, 2, 3]) assert.ok(versions.includes(count), `${count} versions`);
  });

  test('are in 25 institutions that stand in those municipalities, under a court each at most', () => {
    assert.equal(CHILD_INSTITUTIONS.length, 25);
    assert.equal(new Set(CHILD_INSTITUTIONS.map(({ id }) => id)).size, 25);
    assert.ok(CHILD_INSTITUTIONS.every(({ atvk }) => CHILD_MUNICIPALITIES.includes(atvk)));
    const used = new Set(
      inInstitutions.flatMap(({ placements }) => placements.map(({ institutionId }) => institutionId)),
    );
    assert.equal(used.size, 25);
    const courts = new Set(children.flatMap(({ decisions }) => decisions.map(({ courtId }) => courtId)));
    assert.ok([...courts].every((court) => CHILD_MUNICIPALITIES.includes(court.replace(/^BT-/, ''))));
  });

  test('have placements that the hub accepts, after their birth and not in the future', () => {
    for (const { placements, persons } of children) {
      for (const placement of placements) {
        const { startedOn, programme } = PlacementBody.parse(placement);
        assert.equal(programme, 'child-out-of-family');
        assert.ok(startedOn <= today && startedOn >= (persons[0]?.bornOn ?? ''));
      }
    }
  });

  test('moved between institutions, some without a day between and some after a gap', () => {
    const moves = children.flatMap(({ placements }) => {
      const [first, second] = placements.filter(({ recordVersion }) => recordVersion === 1);
      return first?.endedOn && second ? [dayOf(second.startedOn) - dayOf(first.endedOn)] : [];
    });
    assert.ok(moves.every((days) => days >= 0));
    assert.ok(moves.filter((days) => days === 0).length > 20);
    assert.ok(moves.filter((days) => days > 0).length > 10);
  });

  test('have decisions of valid values, from birth on and up to today, versions from 1', () => {
    for (const { decisions, persons } of children) {
      const versions = new Map<string, number>();
      for (const decision of decisions) {
        DecisionId.parse(decision.decisionId);
        CourtId.parse(decision.courtId);
        CustodyDecisionKind.parse(decision.kind);
        for (const day of [decision.decidedOn, decision.effectiveFrom]) {
          assert.ok(CalendarDate.parse(day) <= today && day >= (persons[0]?.bornOn ?? ''));
        }
        assert.equal(decision.recordVersion, (versions.get(decision.decisionId) ?? 0) + 1);
        versions.set(decision.decisionId, decision.recordVersion);
      }
    }
  });

  test('have every case that alerts and discrepancies know', () => {
    const some = (
      what: string,
      least: number,
      found: (child: MadeChild) => boolean,
      among = inInstitutions,
    ) => assert.ok(among.filter(found).length >= least, `${what}: ${among.filter(found).length}`);
    const latest = ({ decisions }: MadeChild) =>
      decisions
        .filter(({ recordVersion }) => recordVersion === 1)
        .toSorted((one, other) => (one.effectiveFrom < other.effectiveFrom ? -1 : 1))
        .at(-1);
    const yearAgo = CalendarDate.parse('2025-11-20');
    some('no decision', 5, ({ decisions }) => decisions.length === 0);
    some('suspended for a year', 5, (child) => {
      const decision = latest(child);
      return decision?.kind === 'custody-suspended' && decision.effectiveFrom < yearAgo;
    });
    some('restored, and the stay goes on', 3, (child) => latest(child)?.kind === 'custody-restored');
    some('placement decided for another day', 3, ({ decisions, placements }) =>
      decisions.some(
        ({ kind, effectiveFrom, recordVersion }) =>
          kind === 'placed-in-institution' &&
          recordVersion === 1 &&
          dayOf(effectiveFrom) - dayOf(placements[0]?.startedOn ?? '') > 7,
      ),
    );
    some(
      'corrected decision',
      100,
      ({ decisions }) => decisions.some(({ recordVersion, withdrawn }) => recordVersion === 2 && !withdrawn),
      children,
    );
    some(
      'withdrawn decision',
      50,
      ({ decisions }) => decisions.some(({ withdrawn }) => withdrawn === true),
      children,
    );
    some('crisis', 20, ({ crises }) => crises.length > 0);
    some('survey', 100, ({ surveys }) => surveys.length > 0);
    some('unknown to PMLP', 1, ({ persons }) => persons.length === 0);
    some('without residence', 5, ({ persons }) => persons.some(({ residence }) => residence === undefined));
    some('report of two versions', 20, ({ reports }) =>
      reports.some(({ recordVersion }) => recordVersion === 2),
    );
  });

  test('have crises and surveys of valid values, not in the future', () => {
    for (const { crises, surveys } of children) {
      for (const { occurredAt, measure } of crises) {
        assert.ok(Instant.parse(occurredAt).slice(0, 10) < today);
        CrisisNarrative.parse({ measure });
      }
      for (const { surveyedOn, findings } of surveys) {
        assert.ok(CalendarDate.parse(surveyedOn) <= today);
        SurveyNarrative.parse({ findings });
      }
    }
  });

  test('have reports that the rules allow: on a day of a stay, by its institution, about days before', () => {
    for (const child of children) {
      for (const report of child.reports) {
        const { reportedOn, period, contacts, institutionId } = ContactReportBody.parse(report);
        assert.ok(reportedOn <= today && hold(child, reportedOn, institutionId), report.reportId);
        for (const { dates } of contacts)
          assert.ok(dates.every((date) => date >= period.from && date <= period.to));
      }
    }
  });

  test('report mostly in time; some reports are due soon, late and very late', () => {
    const late = inInstitutions.filter(({ persons }) => persons.length > 0).map(clockOf);
    const share = (from: number, to: number) =>
      (100 * late.filter((days) => days >= from && days <= to).length) / late.length;
    assert.ok(share(Number.NEGATIVE_INFINITY, -15) > 75, 'in time');
    for (const [from, to] of [
      [-14, 0],
      [1, 29],
      [30, Number.POSITIVE_INFINITY],
    ] as const) {
      assert.ok(share(from, to) > 1.5 && share(from, to) < 15, `${from}: ${share(from, to)} %`);
    }
  });
});

test('codes of children of many indexes and neighbouring seeds differ', () => {
  const codes = new Set<string>();
  for (const seed of [1, 2, 479]) {
    for (const child of eachChild(seed, 6_000, { today })) {
      const [decision] = child.decisions;
      if (decision) assert.ok(!codes.has(decision.childCode));
      if (decision) codes.add(decision.childCode);
    }
  }
  assert.ok(codes.size > 17_000);
});
