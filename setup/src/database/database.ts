import type { Part } from '../processes/part.ts';

/** The database that a run uses, whoever runs it. */
export type Database = Part & {
  /** How it is run, for the screen. */
  description: string;
  url: string;
  /** Stops it, and clears what a run for once put elsewhere. */
  close: () => Promise<void>;
};
