import type { Atvk } from '@saite/contracts';
import type { Database } from '@saite/runtime';
import type { FileContext } from '../rules/cards.ts';
import type { Failures } from './failures.ts';

/** An import that is being judged. */
export interface CheckedImport {
  readonly database: Database;
  readonly schema: string;
  readonly number: number;
  readonly municipality: Atvk;
  readonly file: FileContext;
  /** Whether nothing of the municipality is stored yet. */
  readonly isFirst: boolean;
  readonly failures: Failures;
}
