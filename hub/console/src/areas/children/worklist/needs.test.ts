import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { countNeeds, isWanted, searchedOf, type WorklistChild, wordsOf } from './needs.ts';

const child = (given: Partial<WorklistChild> = {}): WorklistChild => ({
  childRef: 'p1.AAAAAAAAAAAAAAAAAAAAAA',
  childCode: '32000000042',
  givenName: 'Rūta',
  familyName: 'Bērziņa',
  bornOn: '2018-04-10',
  institutionId: 'BSRC-01',
  court: 'BT-0001000',
  municipality: '0001000',
  since: '2026-03-01',
  continuousDays: 200,
  reporting: { dueOn: '2026-09-01', interval: 'P6M', state: 'overdue' },
  alerts: [],
  unconfirmedReports: [],
  ...given,
});
const alert = (acknowledgedByMe: boolean) => ({
  alertId: 'a',
  kind: 'report-overdue' as const,
  raisedOn: '2026-09-02',
  dueOn: '2026-09-01',
  acknowledgedByMe,
});
const finds = (text: string, one = child()) =>
  isWanted(one, searchedOf(one), { need: 'all', institutionId: '', words: wordsOf(text) });

describe('the worklist of children', () => {
  it('counts each child under everything that it needs', () => {
    const counts = countNeeds([
      child(),
      child({ unconfirmedReports: ['R-1'], alerts: [alert(false)] }),
      child({ reporting: null, alerts: [alert(true)] }),
    ]);
    assert.deepEqual(counts, {
      escalated: 0,
      overdue: 2,
      'due-soon': 0,
      alerts: 1,
      'to-confirm': 1,
      'awaiting-person': 0,
      all: 3,
    });
  });

  it('finds a child by parts of name, code and institution, whatever the marks, case and order', () => {
    for (const text of ['', 'berz', 'RŪTA bērz', 'berzina ruta', '320000-00042', 'bsrc-01', 'bt-0001000'])
      assert.ok(finds(text), text);
    for (const text of ['kalnina', 'ruta kalns', '99']) assert.ok(!finds(text), text);
  });

  it('given a name that is not known yet, finds the child by its code', () => {
    assert.ok(finds('00042', child({ givenName: null, familyName: null })));
  });
});
