export { exportTrail } from './export.ts';
export { FAULTS, type Fault, type FaultCode } from './faults.ts';
export { type KnownHeads, readHeadsFile } from './heads-of-file.ts';
export { linesOf } from './lines.ts';
export { TrailVerifier, type Verdict } from './verify.ts';
