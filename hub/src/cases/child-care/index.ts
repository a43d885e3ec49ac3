export { type ChildCase, isChildCase, readChildCase } from './child.ts';
export type { Basis, Condition } from './conditions.ts';
export {
  type Addressee,
  type ChildCareDecision,
  type Document,
  decideChildCare,
  holdsOn,
  type Keepers,
  keepersOn,
  type OpenAlert,
  openAlert,
} from './decide.ts';
export { explain } from './explain.ts';
export { type CountedChild, countCare } from './overview.ts';
export { ChildCareConfig, type ChildCarePolicies, childCarePolicies } from './policies.ts';
export { REGISTER_OF_ROLE } from './recipients.ts';
export type { Standing } from './standing.ts';
export { timelineOf } from './timeline.ts';
export { byUrgency } from './urgency.ts';
export { reportStateOn, viewChild, viewDecisions } from './view.ts';
