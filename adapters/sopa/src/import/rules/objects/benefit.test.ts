import { tryObjectRules } from '../testing/object-examples.ts';
import { day, eur, id, month } from '../testing/values.ts';

tryObjectRules('benefit', {
  BENEFIT_ENDS_BEFORE_START: {
    broken: [{ periodTo: month('2026-02') }],
    right: [{ periodTo: month('2026-03') }],
  },
  BENEFIT_AMOUNT_ZERO: {
    broken: [{ monthlyAmount: eur('0.00'), amount: eur('0.00') }],
    right: [{ monthlyAmount: eur('0.01'), amount: eur('0.01') }],
  },
  BENEFIT_AMOUNT_DIFFERS: {
    broken: [
      { amount: eur('109.01') },
      { periodFrom: month('2025-12'), periodTo: month('2026-02'), amount: eur('218.00') },
    ],
    right: [{ periodFrom: month('2025-12'), periodTo: month('2026-02'), amount: eur('327.00') }],
  },
  BENEFIT_DECIDED_IN_FUTURE: {
    broken: [{ decidedOn: day('2026-03-03'), paidOn: null }],
    right: [{ decidedOn: day('2026-03-02'), paidOn: null }],
  },
  BENEFIT_PAID_BEFORE_DECISION: {
    broken: [{ paidOn: day('2026-03-01') }],
    right: [{ paidOn: day('2026-03-02') }],
  },
  BENEFIT_PAID_IN_FUTURE: {
    broken: [{ paidOn: day('2026-03-03') }],
    right: [{ paidOn: day('2026-03-02') }, { paidOn: null }],
  },
  BENEFIT_STATUS_NEEDED: {
    broken: [{ kind: 'guaranteed-minimum-income' }, { kind: 'housing' }],
    right: [{ kind: 'housing', statusId: id('S-1') }, { kind: 'crisis' }],
  },
  BENEFIT_PROVIDER_MISFITS: {
    broken: [{ paidTo: 'provider' }, { providerId: 'SPS-0417' }],
    right: [{ paidTo: 'provider', providerId: 'SPS-0417' }],
  },
});
