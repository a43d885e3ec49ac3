import { dayNumber } from '@saite/contracts';
import {
  ADULT_SERVICES,
  INSTITUTIONAL_SERVICES,
  type RuleCodesOf,
  type ServiceKind,
} from '@saite/contracts/sopa';
import { type RuleTable, rulesOf } from '../rule-table.ts';
import {
  CARE_OUTSIDE,
  HOURS_OF_A_WEEK,
  isByProject,
  type KnownServices,
  MOST_PROJECT_DAYS,
  type Service,
} from './known-services.ts';
import { GROWN_UP } from './life.ts';

/** Birthday before which care of a child with severe functional disorders ends. */
const CHILD_CARE_UNTIL = 5;
/** Kinds of rehabilitation that a child's representative gets at most. */
const MOST_REPRESENTED_KINDS = 2;

/** Services that only children get for themselves; others of their rehabilitation grown-ups get too. */
const OF_CHILDREN: ReadonlySet<ServiceKind> = new Set([
  'disabled-child-care',
  'care-support-centre',
  'speech-therapist',
  'riding-therapy',
  'hydrotherapy',
  'educational-support-group',
]);

function isGroupNotOfAge(
  { recipientRole, disabilityGroup, startedOn }: Service,
  { life }: KnownServices,
): boolean {
  // A representative's service rests on the disability of the child.
  if (disabilityGroup === null || recipientRole === 'representative') return false;
  const day = dayNumber(startedOn);
  return disabilityGroup === 'child' ? life.hasReached(GROWN_UP, day) : life.isYounger(GROWN_UP, day);
}

const CHECKS: RuleTable<RuleCodesOf<'service', 'person' | 'everywhere'>, Service, KnownServices> = {
  SERVICE_CHILD_TOO_OLD: (service, known) =>
    service.kind === 'disabled-child-care' &&
    known.life.hasReached(CHILD_CARE_UNTIL, known.lastKnownDay(service)),
  SERVICE_REPRESENTATIVE_TOO_MANY: (service, known) =>
    known.representedKindsWith(service) > MOST_REPRESENTED_KINDS,
  SERVICE_ADULTS_ONLY: ({ kind, startedOn }, { life }) =>
    ADULT_SERVICES.has(kind) && life.isYounger(GROWN_UP, dayNumber(startedOn)),
  SERVICE_CHILDREN_ONLY: ({ kind, recipientRole, startedOn }, { life }) =>
    recipientRole === 'self' && OF_CHILDREN.has(kind) && life.hasReached(GROWN_UP, dayNumber(startedOn)),
  SERVICE_GROUP_NOT_OF_AGE: isGroupNotOfAge,
  SERVICE_TWICE: (service, known) => known.sameKindWith(service).here > 0,
  SERVICE_AT_TWO_PROVIDERS: (service, known) => known.sameKindWith(service).others > 0,
  SERVICE_WHILE_IN_INSTITUTION: (service, known) =>
    (CARE_OUTSIDE.has(service.kind) && known.isInInstitution(service)) ||
    (INSTITUTIONAL_SERVICES.has(service.kind) && known.hasCareOutside(service)),
  SERVICE_WHILE_IN_STATE_CARE: (service, known) =>
    CARE_OUTSIDE.has(service.kind) && known.isInStateCare(service),
  SERVICE_AFTER_DEATH: ({ startedOn }, { life }) => life.isOverBefore(startedOn),
  SERVICE_BEFORE_BIRTH: ({ startedOn }, { life }) => life.bornOn !== null && startedOn < life.bornOn,
  SERVICE_HOURS_TOGETHER: (service, known) =>
    (service.hoursPerWeek ?? 0) > 0 && known.hoursWith(service) > HOURS_OF_A_WEEK,
  SERVICE_MONEY_WITHOUT_CARE: (service, known) =>
    service.funding === 'money-follows-client' && !known.hasLeftStateCare(service),
  SERVICE_PROJECT_TOO_LONG: (service, known) =>
    isByProject(service) && known.projectDaysWith(service) > MOST_PROJECT_DAYS,
};
export const SERVICE_RULES = rulesOf(CHECKS);
