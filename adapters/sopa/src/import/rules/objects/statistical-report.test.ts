import { tryObjectRules } from '../testing/object-examples.ts';
import { day, month } from '../testing/values.ts';

const ofYear = { form: 'services-year', periodFrom: month('2025-01'), periodTo: month('2025-12') } as const;
const row = { code: 1010, women: 4, men: 2, children: 6, total: 6 };

tryObjectRules('statistical-report', {
  STATISTICAL_PERIOD_MISFITS: {
    broken: [
      { periodFrom: month('2025-12') },
      { ...ofYear, periodTo: month('2025-11') },
      { ...ofYear, periodFrom: month('2024-12') },
      { ...ofYear, form: 'care-homes-year', periodFrom: month('2024-01') },
      { ...ofYear, periodFrom: month('2025-02'), periodTo: month('2026-01') },
    ],
    right: [ofYear, { ...ofYear, form: 'care-homes-year' }],
  },
  STATISTICAL_PERIOD_NOT_OVER: {
    broken: [{ preparedOn: day('2026-01-30') }, { ...ofYear, preparedOn: day('2025-12-30') }],
    right: [{ preparedOn: day('2026-01-31') }, { ...ofYear, preparedOn: day('2025-12-31') }],
  },
  STATISTICAL_IN_FUTURE: {
    broken: [{ preparedOn: day('2026-03-03') }],
    right: [{ preparedOn: day('2026-03-02') }],
  },
  STATISTICAL_ROW_SUM: {
    broken: [{ row: [{ ...row, total: 7 }] }, { row: [row, { ...row, code: 1020, men: 3 }] }],
    right: [{ row: [{ ...row, total: 7, men: 3 }] }],
  },
  STATISTICAL_CHILDREN: {
    broken: [{ row: [{ ...row, children: 7 }] }],
    right: [{ row: [{ ...row, children: 6 }] }],
  },
  STATISTICAL_ROW_TWICE: {
    broken: [{ row: [row, { ...row, code: 1020 }, row] }],
    right: [{ row: [row, { ...row, code: 1020 }] }],
  },
});
