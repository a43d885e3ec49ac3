import { createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { AuditKey } from '@saite/identity';
import { FIRST_HASH, FIRST_HEAD, linkHash } from '../../../hub/src/audit/canonical.ts';
import { exportLine } from '../../../hub/src/audit/export.ts';
import { EXPORT_FORM } from '../../../hub/src/audit/export-lines.ts';
import { signHead } from '../../../hub/src/audit/heads.ts';
import { madeEntry } from '../../../hub/src/audit/testing/made-trail.ts';

/** A sealed text as long as the doors' own. */
const SEALED = `{"keyVersion":1,"digest":"${'A'.repeat(22)}","box":"${'B'.repeat(96)}.${'C'.repeat(120)}"}`;

/** Writes the export of a trail of so many entries, with one head at its end. */
export const writeExport = (path: string, entries: number, key: AuditKey): Promise<void> =>
  pipeline(Readable.from(linesOf(entries, key)), createWriteStream(path));

function* linesOf(entries: number, key: AuditKey): Generator<string> {
  yield exportLine({ type: 'export', form: EXPORT_FORM });
  let hash = FIRST_HASH;
  for (let position = 1; position <= entries; position += 1) {
    const entry = madeEntry(position, { sealed: SEALED });
    const previous = hash;
    hash = linkHash(previous, entry);
    yield exportLine({
      type: 'entry',
      position,
      entry_id: entry.entry_id,
      previous_hash: previous.toString('hex'),
      hash: hash.toString('hex'),
      entry,
    });
  }
  const head = signHead(
    {
      number: 1,
      position: entries,
      hash: hash.toString('hex'),
      entries,
      made_at: '2026-11-20T10:00:00',
      key_id: key.keyId,
      previous: FIRST_HEAD.toString('hex'),
    },
    key,
  );
  yield exportLine({ type: 'head', ...head });
  yield exportLine({ type: 'end', entries, heads: 1 });
}
