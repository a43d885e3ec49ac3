import type { Aim } from './aims.ts';
import type { DoorResult, DoorsResult } from './measures/doors.ts';
import { whole } from './support/screen.ts';

/** What all checks of the doors cost, beside servers that check nothing. */
export const doorsAimsOf = ({ rest, soap }: DoorsResult): Aim[] => [
  ...linesOf('REST: a statement, all checks on', rest),
  ...linesOf('SOAP: a statement, signed, all checks on', soap),
];

const linesOf = (name: string, { door, bare, ratio }: DoorResult): Aim[] => [
  {
    name,
    measured: `${whole(door.perSecond)}/s`,
    against: `bare ${whole(bare.perSecond)}/s`,
    ratio,
    aim: 'of the bare server',
    reached: null,
  },
  {
    name: `${name}, p99`,
    measured: `${door.p99.toFixed(1)} ms`,
    against: `bare ${bare.p99.toFixed(1)} ms`,
    ratio: door.p99 / bare.p99,
    aim: 'times the bare server',
    reached: null,
  },
];
