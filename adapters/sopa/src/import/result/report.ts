import { ImportId, type SopaImportReport } from '@saite/contracts';
import { FILE_RULES, OBJECT_RULES, type Words } from '@saite/contracts/sopa';
import { type Database, toInstant } from '@saite/runtime';
import type { ImportRow } from '../store/imports.ts';
import { brokenRules } from './object-errors.ts';

export type Language = keyof Words;

/** States as they are told: what is still on its way in is received. */
function stateOf({ state }: ImportRow): SopaImportReport['state'] {
  switch (state) {
    case 'receiving':
    case 'received':
      return 'received';
    case 'checking':
    case 'accepted':
    case 'accepted-with-errors':
    case 'rejected':
      return state;
    case 'gone':
    case 'same':
      throw new RangeError('a state that is not told');
    default:
      return state satisfies never;
  }
}

/** What an operator sees of an import: its state, nothing of its content. */
export const stateReport = (row: ImportRow): SopaImportReport => ({
  importId: ImportId.parse(row.importId),
  municipality: row.municipality,
  state: stateOf(row),
  receivedAt: toInstant(row.receivedAt),
  checkedAt: row.checkedAt === null ? null : toInstant(row.checkedAt),
});

/** What the municipality sees of its import. */
export async function fullReport(
  database: Database,
  schema: string,
  row: ImportRow,
  language: Language,
): Promise<SopaImportReport> {
  const rules = row.state === 'accepted-with-errors' ? await brokenRules(database, schema, row.number) : [];
  return {
    ...stateReport(row),
    fileName: row.header?.fileName ?? row.givenName,
    sequence: row.sequence,
    level1: row.level1.map((error) => ({ ...error, message: FILE_RULES[error.rule][language] })),
    level2: {
      count: row.failed,
      rules: rules.map(({ rule, count }) => ({ rule, count, message: OBJECT_RULES[rule].message[language] })),
    },
    accepted: row.accepted,
    unchanged: row.unchanged,
    deleted: row.deleted,
  };
}
