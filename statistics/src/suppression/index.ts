export { attack } from './attack.ts';
export { type Cell, type Interval, type Relation, type Sight, sightOf } from './cell.ts';
export { type Protection, type ProtectionOptions, protect } from './protect.ts';
export { SuppressionError, type SuppressionFault } from './suppression-error.ts';
