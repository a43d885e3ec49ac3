import type { Source } from '../events/sources.ts';
import { insured } from './insured.ts';
import { providers } from './providers.ts';
import { recipients } from './recipients.ts';
import type { SourceStructure } from './structure.ts';
import { supportRequests } from './support-requests.ts';
import { technicalAids } from './technical-aids.ts';
import { unemployed } from './unemployed.ts';

/** The agreed structure of each source's file. */
export const SOURCE_STRUCTURES: { readonly [Name in Source]: SourceStructure } = {
  'technical-aids': technicalAids,
  providers,
  unemployed,
  insured,
  recipients,
  'support-requests': supportRequests,
};

export { type FileMonth, fileMonth } from './file-month.ts';
export { readSourceFileName, type SourceFileName, sourceFileName } from './file-name.ts';
export { reasonText, SOURCE_REASONS, type SourceReason } from './reasons.ts';
export { LISTED_FAULTS, SourceFault, SourceFileResult } from './result.ts';
export type {
  ColumnFault,
  RowSubject,
  RowType,
  SourceColumn,
  SourceStructure,
  TakenRow,
} from './structure.ts';
export { looksLikeTotal, SumWatch } from './total-rows.ts';
