import type { CalendarDate } from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import type { Options } from '../options.ts';
import type { Endings } from './endings.ts';

/** What every measure of one run needs. */
export interface Run {
  readonly options: Options;
  readonly endings: Endings;
  /** Folder for logs and files of the processes, gone after the run. */
  readonly folder: string;
  readonly keyRing: KeyRing;
  /** Day up to which the populations live. */
  readonly today: CalendarDate;
}
