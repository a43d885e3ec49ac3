export type { Contradiction, NamedFact } from './contradiction.ts';
export { type DiscrepancyDecision, decideDiscrepancies } from './decide.ts';
export { explainFact } from './explain.ts';
export { municipalityOf } from './municipality.ts';
export { DISCREPANCY_POLICIES, type DiscrepancyPolicies } from './policies.ts';
export { presentRecord } from './present-record.ts';
export { type Sight, sightOf } from './sight.ts';
