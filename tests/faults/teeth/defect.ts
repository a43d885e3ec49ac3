import type { Dose } from './doses.ts';

/** A text of the code that is put in place of another. */
export interface Patch {
  /** From the checkout's folder. */
  readonly file: string;
  /** Must be there exactly once. */
  readonly find: string;
  readonly replace: string;
}

/** A mistake that somebody might make one day, and the faults that would show it. */
export interface Defect {
  readonly name: string;
  readonly patches: readonly Patch[];
  readonly dose: Dose;
}
