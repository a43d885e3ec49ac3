import { csvOf, saveFile } from '../../../ui/csv.ts';
import type { HeldItem } from '../calls.ts';

const COLUMNS = [
  'itemId',
  'kind',
  'service',
  'queue',
  'type',
  'reason',
  'errorPath',
  'state',
  'recordId',
  'recordVersion',
  'contractVersion',
  'attempts',
  'heldAt',
  'lastAt',
] as const satisfies readonly (keyof HeldItem)[];

/** What is shown as a file, with the names of the wire. */
export const saveItems = (items: readonly HeldItem[]): void =>
  saveFile(
    'held.csv',
    'text/csv',
    csvOf(
      COLUMNS,
      items.map((item) => COLUMNS.map((column) => item[column])),
    ),
  );
