import { type AuditKey, makeAuditKeyFile, parseAuditKeyFile } from '@saite/identity';
import { FIRST_HASH, FIRST_HEAD, linkHash } from '../canonical.ts';
import { targetOf } from '../embargoes.ts';
import { exportLine } from '../export.ts';
import { EXPORT_FORM, type ExportLine } from '../export-lines.ts';
import { headHash, signHead } from '../heads.ts';
import type { KnownHeads } from '../heads-of-file.ts';
import { linesOf } from '../lines.ts';
import type { EmbargoRow, EntryRow, HeadRow } from '../rows.ts';
import { TrailVerifier, type Verdict } from '../verify.ts';

export const makeKey = (): AuditKey => parseAuditKeyFile(makeAuditKeyFile().secret);

export const madeId = (number: number): string =>
  `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** An entry as the doors would write it. */
export const madeEntry = (number: number, change: Partial<EntryRow> = {}): EntryRow => ({
  entry_id: madeId(number),
  answer_id: madeId(1_000_000 + number),
  at: `2026-11-20T10:00:00.${String(number % 1000).padStart(3, '0')}`,
  kind: 'look',
  operation: 'queryPerson',
  door: 'rest',
  organisation: 'BT-0001000',
  roles: ['orphan-court'],
  ground: 'Bāriņtiesu likums',
  person: 'p1.AAAAAAAAAAAAAAAAAAAAAA',
  target: null,
  embargo: null,
  visible_from: '2026-11-20T10:00:00',
  sealed: '{"keyVersion":1,"digest":"AAAAAAAAAAAAAAAAAAAAAA","box":"AAAA"}',
  ...change,
});

const word = (number: number): EmbargoRow => ({
  number: 1,
  embargo_id: madeId(2_000_000 + number),
  answer_id: madeId(1_000_001),
  entry_id: null,
  ground: 'investigation',
  visible_from: 'infinity',
  made_at: '2026-11-20T10:00:00',
  sealed: '{"keyVersion":1,"digest":"AAAAAAAAAAAAAAAAAAAAAA","box":"AAAA"}',
});

/** Chains entries, with a head at some positions, as the hub does. */
export function chain(
  entries: readonly { readonly entry: EntryRow; readonly embargo?: EmbargoRow }[],
  headsAt: readonly number[],
  key: AuditKey,
): ExportLine[] {
  const lines: ExportLine[] = [{ type: 'export', form: EXPORT_FORM }];
  let hash = FIRST_HASH;
  let before: HeadRow | undefined;
  let heads = 0;
  const signHeads = (position: number) => {
    for (const at of headsAt.filter((each) => each === position)) {
      heads += 1;
      before = signHead(
        {
          number: heads,
          position: at,
          hash: hash.toString('hex'),
          entries: at,
          made_at: `2026-11-20T10:00:0${heads % 10}`,
          key_id: key.keyId,
          previous: before ? headHash(before) : FIRST_HEAD.toString('hex'),
        },
        key,
      );
      lines.push({ type: 'head', ...before });
    }
  };
  signHeads(0);
  for (const [index, { entry, embargo }] of entries.entries()) {
    const previous = hash;
    hash = linkHash(previous, entry);
    lines.push({
      type: 'entry',
      position: index + 1,
      entry_id: entry.entry_id,
      previous_hash: previous.toString('hex'),
      hash: hash.toString('hex'),
      entry,
      ...(embargo && { embargo }),
    });
    signHeads(index + 1);
  }
  lines.push({ type: 'end', entries: entries.length, heads });
  return lines;
}

/** A good trail: twelve entries, the seventh about an embargo, heads at the start and after the fourth, eighth and last. */
export function madeTrail(key: AuditKey): ExportLine[] {
  const entries = Array.from({ length: 12 }, (_, index) => {
    const number = index + 1;
    if (number !== 7) return { entry: madeEntry(number) };
    const embargo = word(number);
    const target = targetOf(embargo);
    return {
      entry: madeEntry(number, { operation: 'embargoAuditEntries', kind: 'change', target }),
      embargo,
    };
  });
  return chain(entries, [0, 4, 8, 12], key);
}

/** The heads of a trail, as they would have been kept elsewhere. */
export const headsOf = (lines: readonly ExportLine[]): HeadRow[] =>
  lines.flatMap((line) => {
    if (line.type !== 'head') return [];
    const { type: _type, ...head } = line;
    return [head];
  });

/** Verifies bytes as a file that holds them. */
export async function verifyBytes(bytes: Uint8Array, key: AuditKey, known?: KnownHeads): Promise<Verdict> {
  const verifier = new TrailVerifier([key], known);
  const chunks = async function* () {
    yield bytes;
  };
  for await (const line of linesOf(chunks())) verifier.take(line);
  return verifier.end();
}

/** Verifies lines, whatever they were made into. */
export const verifyLines = (
  lines: readonly ExportLine[],
  key: AuditKey,
  known?: KnownHeads,
): Promise<Verdict> => verifyBytes(Buffer.from(lines.map(exportLine).join('')), key, known);
