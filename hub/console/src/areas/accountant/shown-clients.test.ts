import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { MonthClient } from './data.ts';
import { shownClients } from './shown-clients.ts';

const client = (given: Partial<MonthClient>): MonthClient => ({
  personRef: 'p1.AAAAAAAAAAAAAAAAAAAAAA',
  personCode: '32000000042',
  givenName: 'Žanete',
  familyName: 'Āboliņa',
  daysHere: 30,
  daysInCare: 30,
  rate: '0.15',
  base: '450.00',
  allowance: '67.50',
  serviceCost: '600.00',
  clientShare: '382.50',
  remainder: '0.00',
  shortfall: '217.50',
  serviceCostHere: '600.00',
  clientShareHere: '382.50',
  flags: [],
  version: 1,
  computedAt: '2026-11-01T08:00:00Z',
  previousDaysHere: 31,
  previousAllowance: '67.50',
  previousClientShare: '382.50',
  changes: [],
  ...given,
});

describe('the clients that are shown', () => {
  const longer = client({ changes: ['month-length'] });
  const raised = client({ changes: ['payment-amount', 'month-length'], flags: ['PART_MONTH'] });
  const shown = (filter: string, search = '') => shownClients([longer, raised], filter, search);

  it('are all, those for whom more changed than the month’s length, or those of a reason or flag', () => {
    assert.deepEqual(shown('all'), [longer, raised]);
    assert.deepEqual(shown('changed'), [raised]);
    assert.deepEqual(shown('month-length'), [longer, raised]);
    assert.deepEqual(shown('PART_MONTH'), [raised]);
  });

  it('are found by name and code, with or without marks and hyphen', () => {
    for (const text of ['abolina', 'ŽANETE āb', '320000-00042'])
      assert.equal(shown('all', text).length, 2, text);
    assert.equal(shown('all', 'zane kalns').length, 0);
  });
});
