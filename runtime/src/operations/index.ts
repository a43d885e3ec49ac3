export { readStopped, type Stopped } from './controls.ts';
export {
  countHeld,
  fieldPath,
  type HeldKind,
  holdItems,
  type ItemToHold,
  LIKE_A_CODE,
  pathOfCause,
  releaseItems,
} from './held-items.ts';
export { moveHeldMessages } from './move-held.ts';
export { OPERATIONS, OPERATIONS_SCHEMA, OPERATIONS_STEPS } from './schema.ts';
export { NOTHING_TOLD, ToldDetail } from './told-detail.ts';
