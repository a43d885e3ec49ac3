import { tryObjectRules } from '../testing/object-examples.ts';
import { day, eur, id } from '../testing/values.ts';

const childCare = {
  kind: 'disabled-child-care',
  endedOn: day('2026-06-30'),
  specialCareFrom: day('2026-03-01'),
  specialCareTo: day('2026-06-30'),
} as const;

tryObjectRules('service', {
  SERVICE_ENDS_BEFORE_START: {
    broken: [{ endedOn: day('2026-02-28'), endReason: 'completed' }],
    right: [{ endedOn: day('2026-03-01'), endReason: 'completed' }],
  },
  SERVICE_STARTS_BEFORE_DECISION: {
    broken: [{ startedOn: day('2026-02-19') }],
    right: [{ startedOn: day('2026-02-20') }],
  },
  SERVICE_DECIDED_IN_FUTURE: {
    broken: [{ decidedOn: day('2026-03-03'), startedOn: day('2026-03-09') }],
    right: [{ decidedOn: day('2026-03-02'), startedOn: day('2026-03-09') }],
  },
  SERVICE_END_REASON_MISFITS: {
    broken: [{ endReason: 'moved' }, { endedOn: day('2026-03-02') }],
    right: [
      { endedOn: day('2026-03-02'), endReason: 'moved' },
      { endedOn: day('2026-03-03') },
      { endedOn: day('2026-03-03'), endReason: 'moved' },
    ],
  },
  SERVICE_HOURS_IMPOSSIBLE: { broken: [{ hoursPerWeek: 169 }], right: [{ hoursPerWeek: 168 }] },
  SERVICE_HOURS_MISSING: {
    broken: [
      { hoursPerWeek: null },
      { kind: 'extended-assistant', disabilityGroup: 'I', hoursPerWeek: null },
      { ...childCare, hoursPerWeek: null },
    ],
    right: [{ kind: 'day-care-centre', hoursPerWeek: null }],
  },
  SERVICE_HOURS_OVER_LIMIT: {
    broken: [{ ...childCare, hoursPerWeek: 51 }],
    right: [{ ...childCare, hoursPerWeek: 50 }, { hoursPerWeek: 51 }],
  },
  SERVICE_OPINION_MISSING: {
    broken: [{ ...childCare, specialCareFrom: null, specialCareTo: null }],
    right: [{ ...childCare, specialCareTo: null }, { specialCareFrom: null }],
  },
  SERVICE_OPINION_ENDS_BEFORE_START: {
    broken: [{ specialCareFrom: day('2026-03-01'), specialCareTo: day('2026-02-28') }],
    right: [{ specialCareFrom: day('2026-03-01'), specialCareTo: day('2026-03-01') }],
  },
  SERVICE_OUTSIDE_OPINION: {
    broken: [
      { ...childCare, startedOn: day('2026-02-28') },
      { ...childCare, endedOn: day('2026-07-01') },
      { ...childCare, endedOn: null },
    ],
    right: [childCare, { ...childCare, endedOn: null, specialCareTo: null }],
  },
  SERVICE_CHILD_MISFITS: {
    broken: [{ childId: id('P-3') }, { kind: 'psychologist', recipientRole: 'representative' }],
    right: [{ kind: 'psychologist', recipientRole: 'representative', childId: id('P-3') }],
  },
  SERVICE_NOT_FOR_REPRESENTATIVE: {
    broken: [
      { recipientRole: 'representative', childId: id('P-3') },
      { kind: 'speech-therapist', recipientRole: 'representative', childId: id('P-3') },
    ],
    right: [
      { kind: 'respite', recipientRole: 'representative', childId: id('P-3') },
      { kind: 'educational-support-group', recipientRole: 'representative', childId: id('P-3') },
    ],
  },
  SERVICE_DISABILITY_MISSING: {
    broken: [
      { kind: 'group-home' },
      { kind: 'workshop' },
      { kind: 'state-long-term-care' },
      { kind: 'extended-assistant' },
    ],
    right: [{ kind: 'extended-assistant', disabilityGroup: 'child' }, { kind: 'day-care-centre' }],
  },
  SERVICE_GROUP_NOT_ALLOWED: {
    broken: [
      { kind: 'state-long-term-care', disabilityGroup: 'III' },
      { kind: 'state-long-term-care', disabilityGroup: 'child' },
      { kind: 'workshop', disabilityGroup: 'child' },
      { kind: 'group-home', disabilityGroup: 'child' },
    ],
    right: [
      { kind: 'state-long-term-care', disabilityGroup: 'II' },
      { kind: 'workshop', disabilityGroup: 'III' },
      { kind: 'group-home', disabilityGroup: 'III' },
      { kind: 'home-care', disabilityGroup: 'child' },
    ],
  },
  SERVICE_SHARE_OVER_COST: {
    broken: [{ clientShare: eur('412.51') }],
    right: [{ clientShare: eur('412.50') }, { monthlyCost: null }],
  },
});
