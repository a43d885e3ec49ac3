import { type Adapter, KIT_STEPS, REQUESTED_DELIVERIES_STEP } from '@saite/adapter-kit';
import { type ImportOptions, startImport } from './import/start.ts';
import { CLEAR_AGAIN_STEP, IMPORT_STEP } from './import/store/tables.ts';
import { OUTGOING_FILES_STEP } from './outgoing/file-tables.ts';
import { startOutgoing } from './outgoing/start.ts';
import { startSurveys } from './surveys/start.ts';

/** Steps of the adapter's schema; released ones never change. */
export const SOPA_STEPS = [
  ...KIT_STEPS,
  REQUESTED_DELIVERIES_STEP,
  OUTGOING_FILES_STEP,
  IMPORT_STEP,
  CLEAR_AGAIN_STEP,
] as const;

export interface SopaOptions {
  /** Address of SOPA, without a slash at the end. */
  readonly url: string;
  /** Longest time of one call, milliseconds. */
  readonly timeoutMs: number;
  /** Time between two looks at what is due and at what changed, milliseconds. */
  readonly pollMs: number;
  /** How files of the municipalities come in. */
  readonly imports: Omit<ImportOptions, 'pollMs'>;
}

const QUEUE = 'saite.sopa';
const DELIVERIES_QUEUE = 'saite.sopa.deliveries';

/**
 * Runs the adapter of SOPA: surveys of families and the municipalities' files come in, files for the municipalities' social services go out and
 * their receipts are read back.
 */
export async function startSopa(
  adapter: Adapter,
  options: SopaOptions,
): Promise<{ readonly doorPort: number | null }> {
  await startSurveys(adapter, { ...options, queue: QUEUE });
  await startOutgoing(adapter, { ...options, queue: DELIVERIES_QUEUE });
  return startImport(adapter, { ...options.imports, pollMs: options.pollMs });
}
