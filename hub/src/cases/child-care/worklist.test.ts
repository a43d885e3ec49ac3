import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { AlertId, CalendarDate, InstitutionId, ReportId, type WorklistChild } from '@saite/contracts';
import { byUrgency, countCare } from './index.ts';
import { policiesOf } from './testing/given.ts';

const on = (date: string) => CalendarDate.parse(date);

describe('children in the order of what waits', () => {
  type Judged = Pick<WorklistChild, 'alerts' | 'reporting' | 'unconfirmedReports' | 'continuousDays'> & {
    name: string;
  };
  const child = (name: string, given: Partial<Judged> = {}): Judged => ({
    name,
    alerts: [],
    reporting: null,
    unconfirmedReports: [],
    continuousDays: 10,
    ...given,
  });
  const due = (state: 'escalated' | 'overdue' | 'due-soon' | 'not-due', dueOn: string) => ({
    reporting: { state, dueOn: on(dueOn), interval: 'P6M' as const },
  });

  it('begin with a child taken from the family, then go by how late reports are, then by what is open and unread', () => {
    const alert = (kind: 'crisis-reported' | 'stay-6-months', acknowledgedByMe: boolean) => ({
      alerts: [
        { alertId: AlertId.parse('a-1'), kind, raisedOn: on('2024-01-01'), dueOn: null, acknowledgedByMe },
      ],
    });
    const children = [
      child('calm', due('not-due', '2024-12-01')),
      child('unread', { unconfirmedReports: [ReportId.parse('R-1')] }),
      child('noted', alert('crisis-reported', true)),
      child('open', alert('stay-6-months', false)),
      child('soon', due('due-soon', '2024-06-10')),
      child('overdue', due('overdue', '2024-05-10')),
      child('late', due('escalated', '2024-02-10')),
      child('latest', due('escalated', '2024-01-10')),
      child('crisis', alert('crisis-reported', false)),
      child('long', { continuousDays: 900 }),
    ];
    assert.deepEqual(
      byUrgency(children).map(({ name }) => name),
      ['crisis', 'latest', 'late', 'overdue', 'soon', 'open', 'unread', 'calm', 'long', 'noted'],
    );
  });
});

describe('children in figures', () => {
  it('are each counted once in the whole, in a municipality and in an institution', () => {
    const counted = (since: string, dueOn: string | null) => ({
      municipality: null,
      institutionId: InstitutionId.parse('house-1'),
      since: on(since),
      anchor: on(since),
      dueOn: dueOn === null ? null : on(dueOn),
    });
    const { total, byMunicipality, byInstitution } = countCare(
      [
        counted('2024-01-01', '2024-07-01'),
        counted('2024-06-01', '2024-12-01'),
        counted('2023-01-01', '2023-07-01'),
        counted('2024-06-20', null),
      ],
      policiesOf(),
      on('2024-07-01'),
    );
    assert.deepEqual(total, {
      inCare: 4,
      dueSoon: 1,
      overdue: 0,
      escalated: 1,
      awaitingPerson: 1,
      over6Months: 2,
      over12Months: 1,
    });
    assert.deepEqual(byMunicipality, [{ municipality: null, ...total }]);
    assert.deepEqual(byInstitution, [{ institutionId: 'house-1', ...total }]);
  });
});
