import { FILE_RULES, OBJECT_RULES, SOPA_RESULT_NAMESPACE } from '@saite/contracts/sopa';
import { type Database, toInstant } from '@saite/runtime';
import { branch, leaf, optional } from '../../xml/write.ts';
import type { ImportRow, Level1Error } from '../store/imports.ts';
import { dataSetOf, elementOf, type ObjectErrorRow, objectErrors } from './object-errors.ts';

function header(row: ImportRow): string {
  const number = (name: string, value: number): string => leaf(name, String(value));
  return branch('Header', [
    leaf('ImportId', row.importId),
    leaf('Receiver', row.municipality),
    ...optional('FileName', row.header?.fileName ?? row.givenName),
    ...optional('FileId', row.header?.fileId),
    ...optional('Sequence', row.header ? String(row.header.sequence) : null),
    leaf('ReceivedAt', toInstant(row.receivedAt)),
    leaf('CheckedAt', toInstant(row.checkedAt ?? row.receivedAt)),
    leaf('Result', row.state),
    number('NextSequence', row.nextSequence ?? 1),
    number('Accepted', row.accepted),
    number('Unchanged', row.unchanged),
    number('Deleted', row.deleted),
    number('Failed', row.failed),
  ]);
}

function fileError({ rule, line, column, element }: Level1Error): string {
  const { lv, en } = FILE_RULES[rule];
  return branch('FileError', [
    leaf('Rule', rule),
    ...optional('Line', line === null ? null : String(line)),
    ...optional('Column', column === null ? null : String(column)),
    ...optional('Element', element),
    leaf('MessageLv', lv),
    leaf('MessageEn', en),
  ]);
}

function objectError(row: ObjectErrorRow): string {
  const { element, message } = OBJECT_RULES[row.rule];
  return branch('ObjectError', [
    leaf('Rule', row.rule),
    leaf('DataSet', dataSetOf(row.kind)),
    leaf('Object', elementOf(row)),
    leaf('ObjectId', row.id),
    leaf('Line', String(row.line)),
    ...optional('Element', element),
    leaf('MessageLv', message.lv),
    leaf('MessageEn', message.en),
  ]);
}

/**
 * The result file of an import that is done with: the same import gives the same bytes. It is written as it is read,
 * however many errors there are.
 */
export async function* writeResult(
  database: Database,
  schema: string,
  row: ImportRow,
): AsyncGenerator<string> {
  yield `<?xml version="1.0" encoding="UTF-8"?>\n<SopaImportResult xmlns="${SOPA_RESULT_NAMESPACE}">\n`;
  yield `${header(row)}\n${branch('FileErrors', row.level1.map(fileError))}\n<ObjectErrors>`;
  if (row.state === 'accepted-with-errors')
    for await (const page of objectErrors(database, schema, row.number))
      yield page.map(objectError).join('\n');
  yield '</ObjectErrors>\n</SopaImportResult>\n';
}
