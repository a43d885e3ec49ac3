import { REPRESENTATIVE_SERVICES, type ServiceKind, type SopaService } from '@saite/contracts/sopa';
import type { ObjectChecks } from '../rule-table.ts';

const HOURS_OF_A_WEEK = 168;
/** Hours a week of care of a child with severe functional disorders at most. */
const MOST_HOURS_OF_CHILD_CARE = 50;

const BY_HOURS: ReadonlySet<ServiceKind> = new Set([
  'home-care',
  'disabled-child-care',
  'extended-assistant',
]);

type Group = NonNullable<SopaService['disabilityGroup']>;
const ANY_GROUP: ReadonlySet<Group> = new Set(['I', 'II', 'III', 'child']);
const OF_GROWN_UPS: ReadonlySet<Group> = new Set(['I', 'II', 'III']);

/** Disabilities on which services rest that rest on one. */
const BY_DISABILITY: ReadonlyMap<ServiceKind, ReadonlySet<Group>> = new Map([
  ['group-home', OF_GROWN_UPS],
  ['workshop', OF_GROWN_UPS],
  ['state-long-term-care', new Set<Group>(['I', 'II'])],
  ['extended-assistant', ANY_GROUP],
]);

const isChildCare = ({ kind }: SopaService): boolean => kind === 'disabled-child-care';

export const SERVICE_CHECKS: ObjectChecks<'service'> = {
  SERVICE_ENDS_BEFORE_START: ({ startedOn, endedOn }) => endedOn !== null && endedOn < startedOn,
  SERVICE_STARTS_BEFORE_DECISION: ({ startedOn, decidedOn }) => startedOn < decidedOn,
  SERVICE_DECIDED_IN_FUTURE: ({ decidedOn }, { periodTo }) => decidedOn > periodTo,
  // A planned last day has no reason yet.
  SERVICE_END_REASON_MISFITS: ({ endedOn, endReason }, { periodTo }) =>
    endedOn === null ? endReason !== null : endReason === null && endedOn <= periodTo,
  SERVICE_HOURS_IMPOSSIBLE: ({ hoursPerWeek }) => hoursPerWeek !== null && hoursPerWeek > HOURS_OF_A_WEEK,
  SERVICE_HOURS_MISSING: ({ kind, hoursPerWeek }) => hoursPerWeek === null && BY_HOURS.has(kind),
  SERVICE_HOURS_OVER_LIMIT: (service) =>
    isChildCare(service) && service.hoursPerWeek !== null && service.hoursPerWeek > MOST_HOURS_OF_CHILD_CARE,
  SERVICE_OPINION_MISSING: (service) => isChildCare(service) && service.specialCareFrom === null,
  SERVICE_OPINION_ENDS_BEFORE_START: ({ specialCareFrom, specialCareTo }) =>
    specialCareFrom !== null && specialCareTo !== null && specialCareTo < specialCareFrom,
  // A service without a last day outlasts an opinion that has one.
  SERVICE_OUTSIDE_OPINION: (service) => {
    const { startedOn, endedOn, specialCareFrom, specialCareTo } = service;
    if (!isChildCare(service) || specialCareFrom === null) return false;
    const isOutlasted = specialCareTo !== null && (endedOn === null || endedOn > specialCareTo);
    return startedOn < specialCareFrom || isOutlasted;
  },
  SERVICE_CHILD_MISFITS: ({ recipientRole, childId }) =>
    (recipientRole === 'representative') !== (childId !== null),
  SERVICE_NOT_FOR_REPRESENTATIVE: ({ recipientRole, kind }) =>
    recipientRole === 'representative' && kind !== 'respite' && !REPRESENTATIVE_SERVICES.has(kind),
  SERVICE_DISABILITY_MISSING: ({ kind, disabilityGroup }) =>
    disabilityGroup === null && BY_DISABILITY.has(kind),
  SERVICE_GROUP_NOT_ALLOWED: ({ kind, disabilityGroup }) =>
    disabilityGroup !== null && BY_DISABILITY.get(kind)?.has(disabilityGroup) === false,
  SERVICE_SHARE_OVER_COST: ({ monthlyCost, clientShare }) =>
    monthlyCost !== null && clientShare !== null && clientShare > monthlyCost,
};
