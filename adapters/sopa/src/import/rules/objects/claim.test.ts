import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkObject } from '../check-object.ts';
import { tryObjectRules } from '../testing/object-examples.ts';
import { recordOf } from '../testing/records.ts';
import { day, eur, FILE, month } from '../testing/values.ts';

tryObjectRules('claim', {
  CLAIM_BEFORE_LEAVING: {
    broken: [{ leftCareOn: day('2026-03-01') }],
    right: [{ leftCareOn: day('2026-02-28') }, { leftCareOn: day('2026-02-01') }],
  },
  CLAIM_MONTH_NOT_OVER: {
    broken: [{ month: month('2026-03') }, { month: month('2027-01') }],
    right: [{ month: month('2026-02') }],
  },
  CLAIM_AMOUNT_ZERO: { broken: [{ amount: eur('0.00') }], right: [{ amount: eur('0.01') }] },
});

describe('given a claim for the month in which the file ends', () => {
  const claim = recordOf('claim', { month: month('2028-02') });

  it('when the file ends with the month, then it is taken', () => {
    assert.deepEqual(checkObject('claim', claim, { ...FILE, periodTo: day('2028-02-29') }), []);
  });

  it('when a day of the month is left, then that is told', () => {
    const codes = checkObject('claim', claim, { ...FILE, periodTo: day('2028-02-28') });
    assert.deepEqual(codes, ['CLAIM_MONTH_NOT_OVER']);
  });
});
