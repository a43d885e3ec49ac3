import { writeSync } from 'node:fs';

/** Places at which the fault tests let a process die: between two steps of which one must not happen alone. */
export const FAULT_POINTS = [
  'intake.before-commit',
  'intake.after-commit',
  'decider.before-commit',
  'decider.after-commit',
  'relay.after-publish',
  'relay.after-mark',
  'door.after-commit',
  'audit.before-commit',
  'audit.after-commit',
  'adapter.before-publish',
  'adapter.after-publish',
  'adapter-intake.after-commit',
  'delivery.after-send',
] as const;
export type FaultPoint = (typeof FAULT_POINTS)[number];

const [armed, passage = '1'] = (process.env.SAITE_FAULT_POINT ?? '').split(':');
let passagesLeft = Number(passage);

/**
 * Does nothing, unless the fault tests started this process with `SAITE_FAULT_POINT=<name>[:<nth>]`: then the nth
 * passage ends it at once, as a crash would, without a chance to close anything.
 */
export function faultPoint(point: FaultPoint): void {
  if (point !== armed) return;
  passagesLeft -= 1;
  if (passagesLeft > 0) return;
  writeSync(2, `fault point ${point} reached\n`);
  process.kill(process.pid, 'SIGKILL');
}
