import { tryObjectRules } from '../testing/object-examples.ts';
import { day } from '../testing/values.ts';

tryObjectRules('status', {
  STATUS_ENDS_BEFORE_START: {
    broken: [{ validTo: day('2026-02-28') }],
    right: [{ validTo: day('2026-03-01') }],
  },
  STATUS_STARTS_TOO_EARLY: {
    broken: [
      { validFrom: day('2026-01-31'), validTo: day('2026-06-30') },
      { decidedOn: day('2026-01-01'), validFrom: day('2025-11-30'), validTo: day('2026-04-30') },
    ],
    right: [
      { validFrom: day('2026-02-01'), validTo: day('2026-06-30') },
      { decidedOn: day('2026-01-31'), validFrom: day('2025-12-01'), validTo: day('2026-04-30') },
    ],
  },
  STATUS_TOO_LONG: {
    broken: [
      { validTo: day('2026-09-01') },
      // Six months from 31 August go to the day before the last day of February.
      { decidedOn: day('2025-08-31'), validFrom: day('2025-08-31'), validTo: day('2026-02-28') },
    ],
    right: [
      { validTo: day('2026-08-31') },
      { decidedOn: day('2025-08-31'), validFrom: day('2025-08-31'), validTo: day('2026-02-27') },
      { decidedOn: day('2023-09-01'), validFrom: day('2023-09-01'), validTo: day('2024-02-29') },
    ],
  },
  STATUS_DECIDED_IN_FUTURE: {
    broken: [{ decidedOn: day('2026-03-03') }],
    right: [{ decidedOn: day('2026-03-02') }],
  },
  STATUS_HOUSEHOLD_EMPTY: { broken: [{ householdSize: 0 }], right: [{ householdSize: 1 }] },
});
