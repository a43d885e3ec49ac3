import { tryObjectRules } from '../testing/object-examples.ts';
import { atvk, day } from '../testing/values.ts';

tryObjectRules('group-home-stay', {
  STAY_ENDS_BEFORE_START: {
    broken: [{ movedOutOn: day('2026-02-28') }],
    right: [{ movedOutOn: day('2026-03-01') }],
  },
  STAY_GROUP_NOT_ALLOWED: {
    broken: [{ disabilityGroup: 'child' }],
    right: [{ disabilityGroup: 'I' }, { disabilityGroup: 'III' }],
  },
  STAY_FROM_SAME_MUNICIPALITY: {
    broken: [{ fromMunicipality: atvk('0001000') }],
    right: [{ fromMunicipality: atvk('0002000') }],
  },
  STAY_FROM_UNKNOWN: {
    broken: [
      { fromMunicipality: atvk('0055000') },
      { fromMunicipality: atvk('0038001'), movedInOn: day('2025-06-30') },
    ],
    right: [
      { fromMunicipality: atvk('0055000'), movedInOn: day('2025-06-30') },
      { fromMunicipality: atvk('0038001'), movedInOn: day('2025-07-01') },
    ],
  },
});
