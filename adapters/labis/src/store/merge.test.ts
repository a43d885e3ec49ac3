import assert from 'node:assert/strict';
import { test } from 'node:test';
import { makeKeyFile, parseKeyFile } from '@saite/identity';
import { eventMaker, madeCode } from '../testing/made.ts';
import { type Fact, factOf } from '../translate/translate.ts';
import { type KeptRecord, merge } from './merge.ts';

const make = eventMaker(parseKeyFile(makeKeyFile()));
const [A, B] = [madeCode(1), madeCode(2)];
const now = new Date('2026-11-20T10:00:00Z');
const partedAt = new Date('2026-11-23T10:00:00Z');

const placed = (version: number, code = A, startedOn = '2024-03-01') =>
  factOf(make.placement(code, 'p', { startedOn }, version));
const withdrawn = (version: number, code = A) => factOf(make.placementWithdrawn(code, 'p', version));

/** The rows after some facts, one after the other; of each row it is noted that LabIS was told of it. */
function after(facts: readonly Fact[], isTold = false): KeptRecord[] {
  let rows: KeptRecord[] = [];
  for (const fact of facts) {
    const merged = merge(fact, rows, { now, partedAt });
    assert.notEqual(merged, 'conflict');
    if (merged === 'conflict') break;
    const refs = new Set(merged.map(({ personRef }) => personRef));
    rows = [...rows.filter(({ personRef }) => !refs.has(personRef)), ...merged];
    if (isTold) rows = rows.map((row) => ({ ...row, toldVersion: row.version, pendingAt: null }));
  }
  return rows;
}
const shown = (rows: readonly KeptRecord[]) =>
  rows
    .map(({ personRef, content, pendingAt }) => ({
      of: personRef === make.ref(A) ? 'A' : 'B',
      stands: content !== null,
      pendingAt,
    }))
    .sort((one, other) => (one.of < other.of ? -1 : 1));

test('what stands does not depend on the order or the number of copies', () => {
  const versions = [placed(1), placed(2, A, '2024-04-01'), withdrawn(3), placed(4, A, '2024-05-01')];
  const expected = after(versions).map(({ content }) => content);
  for (const order of [[3, 2, 1, 0], [2, 3, 0, 1, 3], [3], [0, 3, 0, 1, 2, 3]]) {
    const facts = order.flatMap((place) => versions[place] ?? []);
    assert.deepEqual(
      after(facts).map(({ content }) => content),
      expected,
    );
  }
});

test('a change that shows nowhere in what is told makes no new version', () => {
  const [row] = after([placed(1), placed(2, A, '2024-03-30')], true);
  assert.deepEqual([row?.version, row?.sourceVersion, row?.pendingAt], [1, 2, null]);
});

test('a withdrawal is told only if the record was', () => {
  assert.deepEqual(shown(after([withdrawn(2)])), [{ of: 'A', stands: false, pendingAt: null }]);
  assert.deepEqual(shown(after([placed(1), withdrawn(2)])), [{ of: 'A', stands: false, pendingAt: null }]);
  const told = after([placed(1)], true);
  assert.deepEqual(shown([merge(withdrawn(2), told, { now, partedAt })].flat().filter(isRow)), [
    { of: 'A', stands: false, pendingAt: now },
  ]);
});

test('a record that goes on about somebody else is another record, and the first one ends later by itself', () => {
  const told = after([placed(1)], true);
  const rows = [merge(placed(2, B), told, { now, partedAt })].flat().filter(isRow);
  assert.deepEqual(shown(rows), [
    { of: 'A', stands: false, pendingAt: partedAt },
    { of: 'B', stands: true, pendingAt: now },
  ]);
  assert.equal(rows.find(({ personRef }) => personRef === make.ref(B))?.version, 1);
});

test('a version of the time before, coming late, brings nothing back', () => {
  assert.deepEqual(shown(after([placed(2, B), placed(1, A)])), [{ of: 'B', stands: true, pendingAt: now }]);
});

test('one version about two persons is a conflict, whichever comes first', () => {
  assert.equal(merge(placed(1, B), after([placed(1, A)]), { now, partedAt }), 'conflict');
  assert.equal(merge(placed(1, A), after([placed(1, B)]), { now, partedAt }), 'conflict');
});

test('what waits goes on waiting since it began to', () => {
  const later = new Date(now.getTime() + 60_000);
  const [row] = [merge(placed(2, A, '2025-01-01'), after([placed(1)]), { now: later, partedAt })]
    .flat()
    .filter(isRow);
  assert.deepEqual(row?.pendingAt, now);
});

function isRow(value: KeptRecord | 'conflict'): value is KeptRecord {
  return value !== 'conflict';
}
