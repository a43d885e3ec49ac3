import { tryCardRules } from '../testing/card-examples.ts';
import { day, eur, month } from '../testing/values.ts';

const from = (validFrom: string, validTo: string) => ({ validFrom: day(validFrom), validTo: day(validTo) });

tryCardRules('status', {
  STATUS_OVERLAPS: {
    broken: [
      { status: { stored: [from('2026-02-01', '2026-03-01')], file: [from('2026-03-01', '2026-08-31')] } },
      { status: { file: [from('2026-03-01', '2026-05-31'), from('2026-05-31', '2026-06-30')] } },
      { status: { stored: [from('2026-04-10', '2026-04-10')], file: [from('2026-03-01', '2026-08-31')] } },
    ],
    right: [
      { status: { stored: [from('2026-02-01', '2026-02-28')], file: [from('2026-03-01', '2026-08-31')] } },
      { status: { file: [from('2026-06-01', '2026-06-30'), from('2026-03-01', '2026-05-31')] } },
    ],
  },
  STATUS_BEFORE_DECLARATION: {
    broken: [{ declaration: { stored: [{}] }, status: { file: [{ decidedOn: day('2026-03-01') }] } }],
    right: [
      { declaration: { stored: [{}] }, status: { file: [{ decidedOn: day('2026-03-02') }] } },
      { status: { file: [{ decidedOn: day('2026-03-01') }] } },
    ],
  },
  STATUS_INCOME_DIFFERS: {
    broken: [{ declaration: { file: [{}] }, status: { file: [{ incomePerMember: eur('120.01') }] } }],
    right: [
      { declaration: { file: [{}] }, status: { file: [{ incomePerMember: eur('120.00') }] } },
      { status: { file: [{ incomePerMember: eur('120.01') }] } },
    ],
  },
  STATUS_HOUSEHOLD_DIFFERS: {
    broken: [{ declaration: { file: [{}] }, status: { file: [{ householdSize: 2 }] } }],
    right: [
      { declaration: { file: [{}] }, status: { file: [{ householdSize: 1 }] } },
      { status: { file: [{ householdSize: 2 }] } },
    ],
  },
  STATUS_DECLARATION_TOO_OLD: {
    broken: [
      {
        declaration: { stored: [{ periodTo: month('2025-11'), declaredOn: day('2025-12-01') }] },
        status: { file: [{ decidedOn: day('2026-03-01') }] },
      },
    ],
    right: [
      {
        declaration: { stored: [{ periodTo: month('2025-11'), declaredOn: day('2025-12-01') }] },
        status: { file: [{ decidedOn: day('2026-02-28') }] },
      },
      { status: { file: [{}] } },
    ],
  },
  STATUS_AFTER_DEATH: {
    broken: [{ person: { deathDate: day('2026-02-28') }, status: { file: [{}] } }],
    right: [
      { person: { deathDate: day('2026-03-01') }, status: { file: [{}] } },
      { person: null, status: { file: [{}] } },
    ],
  },
});
