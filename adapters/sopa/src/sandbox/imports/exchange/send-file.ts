import type { ImportId } from '@saite/contracts';
import { importFileName, type ResultHeader } from '@saite/contracts/sopa';
import { SaiteError } from '@saite/runtime';
import { mendedKey } from '../corrections.ts';
import { headerOfFile, type ImportFileOptions, writeImportFile } from '../write-import-file.ts';
import type { HubClient } from './hub-client.ts';
import { kindOfError, readResult } from './read-result.ts';

/** What became of a file. */
export interface Outcome {
  readonly importId: ImportId;
  readonly header: ResultHeader;
  /** How many errors of each rule, of both levels. */
  readonly errors: Readonly<Record<string, number>>;
  /** Objects that were not taken, `kind/id`. */
  readonly failed: ReadonlySet<string>;
}

/** Name under which a file is handed in: the one that its sender and sequence call for. */
function nameOf(options: ImportFileOptions): string {
  const { sender, sequence } = headerOfFile(options);
  return importFileName(sender, sequence);
}

/** Sends a file, waits until it is checked and reads its result. */
export async function sendFile(client: HubClient, options: ImportFileOptions): Promise<Outcome> {
  const importId = await client.sendFile(nameOf(options), () => writeImportFile(options));
  await client.untilChecked(importId);
  let header: ResultHeader | undefined;
  const errors = new Map<string, number>();
  const failed = new Set<string>();
  for await (const read of readResult(await client.result(importId))) {
    if (read.part === 'header') {
      header = read.header;
      continue;
    }
    errors.set(read.error.rule, (errors.get(read.error.rule) ?? 0) + 1);
    if (read.part === 'object-error') failed.add(mendedKey(kindOfError(read.error), read.error.objectId));
  }
  if (!header) throw new SaiteError('RESULT_NOT_VALID', 'The result file has no header.');
  return { importId, header, errors: Object.fromEntries(errors), failed };
}
