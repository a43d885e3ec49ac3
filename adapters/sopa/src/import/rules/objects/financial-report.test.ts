import { tryObjectRules } from '../testing/object-examples.ts';
import { day, month } from '../testing/values.ts';

const oneLine = (serviceKind: 'home-care' | 'group-home' | 'state-long-term-care') => ({
  line: [{ serviceKind, persons: 10, amount: 100_000 }],
  persons: 10,
  total: 100_000,
});

tryObjectRules('financial-report', {
  FINANCIAL_ENDS_BEFORE_START: {
    broken: [{ periodTo: month('2025-12') }],
    right: [{ periodFrom: month('2025-12') }],
  },
  FINANCIAL_PERIOD_NOT_OVER: {
    broken: [{ preparedOn: day('2026-01-30') }, { preparedOn: day('2025-12-31') }],
    right: [{ preparedOn: day('2026-01-31') }],
  },
  FINANCIAL_IN_FUTURE: {
    broken: [{ preparedOn: day('2026-03-03') }],
    right: [{ preparedOn: day('2026-03-02') }],
  },
  FINANCIAL_SUM: { broken: [{ total: 125_049 }, { total: 125_051 }], right: [{ total: 125_050 }] },
  FINANCIAL_PERSONS_SUM: { broken: [{ persons: 12 }, { persons: 14 }], right: [{ persons: 13 }] },
  FINANCIAL_LINE_TWICE: {
    broken: [
      {
        line: [
          { serviceKind: 'home-care', persons: 10, amount: 100_000 },
          { serviceKind: 'home-care', persons: 3, amount: 25_050 },
        ],
      },
    ],
    right: [
      {
        line: [
          { serviceKind: 'home-care', persons: 10, amount: 100_000 },
          { serviceKind: 'workshop', persons: 3, amount: 25_050 },
        ],
      },
    ],
  },
  FINANCIAL_LINE_MISFITS: {
    broken: [
      { kind: 'money-follows-client', ...oneLine('state-long-term-care') },
      { kind: 'group-homes', ...oneLine('home-care') },
    ],
    right: [
      { kind: 'money-follows-client', ...oneLine('home-care') },
      { kind: 'group-homes', ...oneLine('group-home') },
      { kind: 'services', ...oneLine('state-long-term-care') },
      { kind: 'benefits', ...oneLine('state-long-term-care') },
    ],
  },
});
