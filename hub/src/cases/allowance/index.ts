export type { MonthResult } from './content.ts';
export { notInCare } from './content.ts';
export { type AllowanceDecision, decideAllowance, type MonthContent } from './decide.ts';
export { NAMED_POLICIES, type PolicyName } from './named-policies.ts';
export {
  AllowanceConfig,
  type AllowancePolicies,
  allowancePolicies,
  PolicyError,
  type PolicyErrorCode,
} from './policies.ts';
export { reproduces, type Traced, traceOf } from './trace.ts';
export { nameOf, shown, type TraceLanguage } from './trace-words.ts';
