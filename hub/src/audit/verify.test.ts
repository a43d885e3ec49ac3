import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { linkHash } from './canonical.ts';
import { exportLine } from './export.ts';
import type { EntryLine, ExportLine } from './export-lines.ts';
import type { FaultCode } from './faults.ts';
import { headHash, signHead } from './heads.ts';
import { headLine } from './heads-file.ts';
import { readHeadsFile } from './heads-of-file.ts';
import type { HeadRow } from './rows.ts';
import {
  chain,
  headsOf,
  madeEntry,
  madeId,
  madeTrail,
  makeKey,
  verifyBytes,
  verifyLines,
} from './testing/made-trail.ts';

const key = makeKey();
const good = madeTrail(key);
const keys = new Map([[key.keyId, key]]);
const keptHeads = (lines: readonly ExportLine[] = good) =>
  readHeadsFile(headsOf(lines).map(headLine).join(''), keys);

const isEntry = (line: ExportLine): line is EntryLine => line.type === 'entry';
const at = (position: number) => (line: ExportLine) => isEntry(line) && line.position === position;
/** The lines with an end that fits them: who changes a file can count. */
const counted = (lines: readonly ExportLine[]): ExportLine[] => [
  ...lines.filter(({ type }) => type !== 'end'),
  {
    type: 'end',
    entries: lines.filter(isEntry).length,
    heads: headsOf(lines).length,
  },
];
const without = (...positions: readonly number[]) =>
  counted(good.filter((line) => !positions.some((position) => at(position)(line))));
const changed = (position: number, change: (line: EntryLine) => Partial<EntryLine>) =>
  good.map((line) => (isEntry(line) && line.position === position ? { ...line, ...change(line) } : line));
const swapped = (one: number, other: number, fields: 'lines' | 'positions'): ExportLine[] => {
  const [a, b] = [good.find(at(one)), good.find(at(other))];
  assert.ok(a && b && isEntry(a) && isEntry(b));
  const [first, second] =
    fields === 'lines'
      ? [b, a]
      : [
          { ...b, position: one },
          { ...a, position: other },
        ];
  return good.map((line) => (line === a ? first : line === b ? second : line));
};
/** The positions from one on are counted on or back, as who closes a gap would. */
const renumbered = (lines: readonly ExportLine[]): ExportLine[] => {
  let position = 0;
  return counted(lines.map((line) => (isEntry(line) ? { ...line, position: ++position } : line)));
};
const inserted = (after: number, entry = madeEntry(99)): ExportLine[] =>
  good.flatMap((line) => {
    if (!isEntry(line) || line.position !== after) return [line];
    const hash = linkHash(Buffer.from(line.hash, 'hex'), entry).toString('hex');
    return [
      line,
      { ...line, position: after, entry_id: entry.entry_id, previous_hash: line.hash, hash, entry },
    ];
  });
/** Written anew from a position on, with hashes that fit, and the heads left as they were. */
const rewritten = (position: number, heads = headsOf(good)): ExportLine[] => {
  const entries = good.filter(isEntry).flatMap(({ entry, embargo }, index) => {
    if (!entry) return [];
    const other = index + 1 === position ? { ...entry, organisation: 'BT-0009000' } : entry;
    return [{ entry: other, ...(embargo && { embargo }) }];
  });
  const left = [...heads];
  return chain(entries, [0, 4, 8, 12], key).map((line) => {
    const head = line.type === 'head' ? left.shift() : undefined;
    return head ? { type: 'head', ...head } : line;
  });
};
const headChanged = (number: number, change: (head: HeadRow) => HeadRow) =>
  good.map((line): ExportLine => {
    if (line.type !== 'head' || line.number !== number) return line;
    const { type, ...head } = line;
    return { type, ...change(head) };
  });
const signedBy = (other: ReturnType<typeof makeKey>) => {
  let before: HeadRow | undefined;
  return rewritten(6).map((line): ExportLine => {
    if (line.type !== 'head') return line;
    const { type, signature: _signature, ...head } = line;
    const previous = before ? headHash(before) : head.previous;
    before = signHead({ ...head, previous, key_id: other.keyId }, other);
    return { type, ...before };
  });
};
const cutAfter = (position: number) =>
  counted(
    good.filter((line) =>
      isEntry(line) ? line.position <= position : line.type !== 'head' || line.position <= position,
    ),
  );

interface Case {
  readonly what: string;
  readonly lines: readonly ExportLine[];
  readonly code: FaultCode;
  readonly place: object;
  /** Held against the heads that were kept elsewhere. */
  readonly kept?: boolean;
}

const CASES: readonly Case[] = [
  ...[3, 12].map((position) => ({
    what: `entry ${position} changed`,
    lines: changed(position, ({ entry }) => ({ entry: entry && { ...entry, organisation: 'BT-2' } })),
    code: 'ENTRY_CHANGED' as const,
    place: { position, id: madeId(position) },
  })),
  ...[1, 9].map((position) => ({
    what: `the embargo of entry ${position} taken off where it stands`,
    lines: changed(position, ({ entry }) => ({ entry: entry && { ...entry, embargo: 'custody' } })),
    code: 'ENTRY_CHANGED' as const,
    place: { position, id: madeId(position) },
  })),
  ...[2, 11].map((position) => ({
    what: `hash of link ${position} changed`,
    lines: changed(position, () => ({ hash: '0'.repeat(64) })),
    code: 'ENTRY_CHANGED' as const,
    place: { position, id: madeId(position) },
  })),
  ...[4, 10].map((position) => ({
    what: `the previous hash of link ${position} changed`,
    lines: changed(position, () => ({ previous_hash: 'a'.repeat(64) })),
    code: 'ENTRY_CHANGED' as const,
    place: { position, id: madeId(position) },
  })),
  ...[2, 5].map((position) => ({
    what: `entry ${position} lost, its link left`,
    lines: changed(position, () => ({ entry: null })),
    code: 'ENTRY_LOST' as const,
    place: { position, id: madeId(position) },
  })),
  {
    what: 'entry 5 lost with its link',
    lines: without(5),
    code: 'ENTRY_LOST',
    place: { position: 5, to: 5 },
  },
  { what: 'entries 2 and 3 lost', lines: without(2, 3), code: 'ENTRY_LOST', place: { position: 2, to: 3 } },
  ...[1, 6].map((position) => ({
    what: `entry ${position} lost and the rest counted anew`,
    lines: renumbered(without(position)),
    code: 'ENTRY_LOST' as const,
    place: { position },
  })),
  {
    what: 'lines 5 and 6 swapped',
    lines: swapped(5, 6, 'lines'),
    code: 'ENTRY_REORDERED',
    place: { position: 5, id: madeId(5) },
  },
  {
    what: 'lines 10 and 11 swapped',
    lines: swapped(10, 11, 'lines'),
    code: 'ENTRY_REORDERED',
    place: { position: 10, id: madeId(10) },
  },
  {
    what: 'entries 5 and 6 swapped',
    lines: swapped(5, 6, 'positions'),
    code: 'ENTRY_REORDERED',
    place: { position: 5, id: madeId(6) },
  },
  {
    what: 'entries 9 and 10 swapped',
    lines: swapped(9, 10, 'positions'),
    code: 'ENTRY_REORDERED',
    place: { position: 9, id: madeId(10) },
  },
  ...[3, 12].map((position) => ({
    what: `line ${position} doubled`,
    lines: counted(good.flatMap((line) => (at(position)(line) ? [line, line] : [line]))),
    code: 'ENTRY_DOUBLED' as const,
    place: { position, id: madeId(position) },
  })),
  ...[2, 9].map((position) => ({
    what: `an entry put in after ${position}, all counted anew`,
    lines: renumbered(inserted(position)),
    code: 'ENTRY_INSERTED' as const,
    place: { position: position + 1, id: madeId(99) },
  })),
  ...[5, 10].map((position) => ({
    what: `entry ${position} doubled under its own id, all counted anew`,
    lines: renumbered(inserted(position, madeEntry(position))),
    code: 'ENTRY_INSERTED' as const,
    place: { position: position + 1, id: madeId(position) },
  })),
  {
    what: 'an entry put in after 6 at the same position',
    lines: counted(inserted(6)),
    code: 'ENTRY_INSERTED',
    place: { position: 6, id: madeId(99) },
  },
  ...[21, 22].map((number) => ({
    what: `entry ${number} never chained`,
    lines: [
      ...good.slice(0, -1),
      { type: 'unchained' as const, pending: false, entry: madeEntry(number) },
      ...good.slice(-1),
    ],
    code: 'ENTRY_NOT_CHAINED' as const,
    place: { id: madeId(number) },
  })),
  {
    what: 'the tail cut, the last head left',
    lines: without(11, 12),
    code: 'TAIL_CUT',
    place: { position: 11, head: 4 },
  },
  {
    what: 'the last entry cut, the last head left',
    lines: without(12),
    code: 'TAIL_CUT',
    place: { position: 12, head: 4 },
  },
  {
    what: 'the tail cut with its head',
    lines: cutAfter(10),
    code: 'TAIL_CUT',
    place: { position: 11, head: 4 },
    kept: true,
  },
  {
    what: 'two heads and all after them cut',
    lines: cutAfter(4),
    code: 'TAIL_CUT',
    place: { position: 5, head: 3 },
    kept: true,
  },
  ...[6, 1].map((position) => ({
    what: `written anew from entry ${position} on`,
    lines: rewritten(position),
    code: 'CHAIN_REWRITTEN' as const,
    place: { position: position === 6 ? 8 : 4 },
  })),
  ...[6, 11].map((position) => ({
    what: `written anew from entry ${position} on and signed with the right key`,
    lines: rewritten(position, []),
    code: 'CHAIN_REWRITTEN' as const,
    place: { position: position === 6 ? 8 : 12 },
    kept: true,
  })),
  {
    what: 'written anew and signed with another key',
    lines: signedBy(makeKey()),
    code: 'HEAD_OF_ANOTHER_KEY',
    place: { head: 1, position: 0 },
  },
  {
    what: 'one head signed with another key',
    lines: headChanged(3, (head) => {
      const other = makeKey();
      return signHead({ ...head, key_id: other.keyId }, other);
    }),
    code: 'HEAD_OF_ANOTHER_KEY',
    place: { head: 3, position: 8 },
  },
  ...[2, 4].map((number) => ({
    what: `the time of head ${number} changed`,
    lines: headChanged(number, (head) => ({ ...head, made_at: '2026-11-21T00:00:00' })),
    code: 'HEAD_CHANGED' as const,
    place: { head: number, position: number === 2 ? 4 : 12 },
  })),
  ...[1, 3].map((number) => ({
    what: `head ${number} lost`,
    lines: counted(good.filter((line) => line.type !== 'head' || line.number !== number)),
    code: 'HEAD_LOST' as const,
    place: { head: number },
  })),
  {
    what: 'the last head lost',
    lines: counted(good.filter((line) => line.type !== 'head' || line.number !== 4)),
    code: 'HEAD_LOST',
    place: { head: 4 },
    kept: true,
  },
  {
    what: 'all heads lost',
    lines: counted(good.filter((line) => line.type !== 'head')),
    code: 'HEAD_LOST',
    place: { head: 1 },
  },
  ...[2, 4].map((number) => ({
    what: `head ${number} doubled`,
    lines: counted(
      good.flatMap((line) => (line.type === 'head' && line.number === number ? [line, line] : [line])),
    ),
    code: 'HEAD_MISPLACED' as const,
    place: { head: number },
  })),
  {
    what: 'the word on an embargo changed',
    lines: changed(7, ({ embargo }) => (embargo ? { embargo: { ...embargo, ground: 'lifted' } } : {})),
    code: 'EMBARGO_CHANGED',
    place: { position: 7, id: madeId(7) },
  },
  {
    what: 'the word on an embargo lost',
    lines: good.map((line): ExportLine => {
      if (!isEntry(line)) return line;
      const { embargo: _embargo, ...rest } = line;
      return rest;
    }),
    code: 'EMBARGO_CHANGED',
    place: { position: 7, id: madeId(7) },
  },
  ...[31, 32].map((number) => ({
    what: `a word on an embargo (${number}) that no entry tells of`,
    lines: [
      ...good.slice(0, -1),
      ...good.flatMap((line) =>
        isEntry(line) && line.embargo
          ? [{ type: 'stray-embargo' as const, embargo: { ...line.embargo, embargo_id: madeId(number) } }]
          : [],
      ),
      ...good.slice(-1),
    ],
    code: 'EMBARGO_UNTOLD' as const,
    place: { id: madeId(number) },
  })),
  {
    what: 'the end of the file lost',
    lines: good.slice(0, -1),
    code: 'FILE_INCOMPLETE',
    place: { line: 17 },
  },
  {
    what: 'a line of the file lost',
    lines: good.filter((line) => !at(12)(line)),
    code: 'FILE_INCOMPLETE',
    place: { line: 17 },
  },
];

describe('a good trail', () => {
  it('has no faults, with and without the heads that were kept elsewhere', async () => {
    for (const known of [undefined, keptHeads()]) {
      const { faults, entries, heads, waiting } = await verifyLines(good, key, known);
      assert.deepEqual(
        { faults, entries, heads, waiting },
        { faults: [], entries: 12, heads: 4, waiting: 0 },
      );
    }
  });

  it('has none either while entries wait for the sealer, or heads were made after the file was kept', async () => {
    const waiting = [
      ...good.slice(0, -1),
      { type: 'unchained' as const, pending: true, entry: madeEntry(50) },
      ...good.slice(-1),
    ];
    assert.deepEqual((await verifyLines(waiting, key, keptHeads())).waiting, 1);
    assert.deepEqual((await verifyLines(good, key, keptHeads(cutAfter(8)))).faults, []);
  });

  it('may be signed with a newer key after an older one', async () => {
    const { faults } = await verifyLines(chain([], [0], key), makeKey());
    assert.deepEqual(
      faults.map(({ code }) => code),
      ['HEAD_OF_ANOTHER_KEY'],
    );
  });
});

describe('what somebody did to a trail is found, and named with its place', () => {
  for (const { what, lines, code, place, kept } of CASES) {
    it(what, async () => {
      const { faults, faultCount } = await verifyLines(lines, key, kept ? keptHeads() : undefined);
      assert.ok(faultCount >= 1);
      const found = faults.find((fault) => fault.code === code);
      assert.ok(found, JSON.stringify(faults));
      for (const [name, value] of Object.entries(place))
        assert.equal(Reflect.get(found, name), value, JSON.stringify(faults));
      if (code !== 'FILE_INCOMPLETE') assert.equal(faults[0]?.code, code, JSON.stringify(faults));
    });
  }
});

describe('the file of heads', () => {
  const text = headsOf(good).map(headLine).join('');

  it('that was changed is no witness', async () => {
    for (const wrong of [
      text.replace('"entries":8', '"entries":9'),
      text.split('\n').toSpliced(1, 1).join('\n'),
      `x${text}`,
    ]) {
      const { faults } = await verifyLines(good, key, readHeadsFile(wrong, keys));
      assert.ok(
        faults.some(({ code }) => code === 'HEADS_FILE_CHANGED'),
        JSON.stringify(faults),
      );
    }
  });

  it('of another installation is told as such', async () => {
    const { faults } = await verifyLines(
      good,
      key,
      readHeadsFile(headsOf(madeTrail(makeKey())).map(headLine).join(''), keys),
    );
    assert.equal(faults[0]?.code, 'HEAD_OF_ANOTHER_KEY');
  });
});

describe('any single change', () => {
  // The last line's end is the only byte that says nothing.
  const bytes = Buffer.from(good.map(exportLine).join(''));

  it('of any byte is found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 2), fc.integer({ min: 1, max: 255 }), async (place, change) => {
        const other = Buffer.from(bytes);
        other[place] = (other[place] ?? 0) ^ change;
        assert.notEqual((await verifyBytes(other, key)).faultCount, 0);
      }),
      { numRuns: 200 },
    );
  });

  it('by taking out or putting in a byte is found', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(bytes.length - 2), fc.option(fc.nat(255)), async (place, more) => {
        const other = Buffer.concat([
          bytes.subarray(0, place),
          ...(more === null ? [] : [Buffer.of(more)]),
          bytes.subarray(more === null ? place + 1 : place),
        ]);
        assert.notEqual((await verifyBytes(other, key)).faultCount, 0);
      }),
      { numRuns: 200 },
    );
  });
});
