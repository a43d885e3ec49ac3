import { type KeyRing, rewrapText } from '@saite/identity';
import pg from 'pg';
import { type Database, inTransaction } from './database.ts';
import { Counter, type Registry } from './health.ts';
import { codeOf, type Log } from './log.ts';
import { type Loop, startLoop } from './loop.ts';
import {
  holdsOtherVersion,
  readingOf,
  type SealableColumn,
  sealableColumns,
  tableName,
  textOf,
  writtenOf,
} from './sealed-columns.ts';

export interface RewrapOptions {
  readonly database: Database;
  readonly keyRing: KeyRing;
  /** Schemas that the service owns. */
  readonly schemas: readonly string[];
  readonly log: Log;
  readonly metrics: Registry;
}

const LOOK_MS = 500;
/** Half of the time is left to the work. */
const WORK_MS = 250;
const BLOCKS = 64;
const ROWS = 100;
/** Boxes under an old key may still come in from the broker: passes go on, but take a tenth of the time at most. */
const SHORTEST_REST_MS = 2_000;
const REST_FACTOR = 9;

/** How far a pass over the tables is. */
interface Pass {
  readonly keyVersion: number;
  readonly columns: readonly SealableColumn[];
  readonly begunAt: number;
  column: number;
  /** First of the blocks that are looked at now, and the last row there that was. */
  block: number;
  place: string;
  rewrapped: number;
  stuck: number;
}

/**
 * Brings every box that a service stores under the current sealing key, for as long as the ring holds an older one:
 * pass after pass over all its tables, a few rows a transaction. Rows that somebody works with are left for the next
 * pass, so nobody waits for it; where it was is kept nowhere, because what is done shows in the rows.
 */
export function startRewrap(options: RewrapOptions): Loop {
  const { keyRing, log } = options;
  const counter = new Counter({
    name: 'saite_boxes_rewrapped_total',
    help: 'Sealed boxes brought under the current key',
    registers: [options.metrics],
  });
  let pass: Pass | undefined;
  let rest = { keyVersion: 0, until: 0 };
  return startLoop('rewrap', LOOK_MS, log, async () => {
    const { current, keys } = keyRing.sealing;
    if (Object.keys(keys).length === 1) return 'idle';
    if (rest.keyVersion === current && performance.now() < rest.until) return 'idle';
    if (pass?.keyVersion !== current) pass = await beginPass(options, current);
    const end = performance.now() + WORK_MS;
    while (performance.now() < end) {
      const before = pass.rewrapped;
      const isOver = await goOn(options, pass);
      counter.inc(pass.rewrapped - before);
      if (!isOver) continue;
      tellPass(log, pass);
      const isWhole = pass.rewrapped === 0;
      const restMs = Math.max(SHORTEST_REST_MS, REST_FACTOR * (performance.now() - pass.begunAt));
      if (isWhole) rest = { keyVersion: current, until: performance.now() + restMs };
      pass = undefined;
      break;
    }
    return 'idle';
  });
}

function tellPass(log: Log, { rewrapped, stuck }: Pass): void {
  if (rewrapped > 0) log.info('rewrap.passed', { count: rewrapped });
  if (stuck > 0) log.warn('rewrap.stuck', { count: stuck, code: 'BOX_NOT_REWRAPPED' });
}

const beginPass = async ({ database, schemas }: RewrapOptions, keyVersion: number): Promise<Pass> => ({
  keyVersion,
  columns: await sealableColumns(database, schemas),
  begunAt: performance.now(),
  column: 0,
  ...FIRST_BLOCKS,
  rewrapped: 0,
  stuck: 0,
});

const FIRST_BLOCKS = { block: 0, place: '(0,0)' } as const;
const TABLE_GONE = '42P01';

/** Looks at some rows. @returns whether the pass is over */
async function goOn(options: RewrapOptions, pass: Pass): Promise<boolean> {
  const column = pass.columns[pass.column];
  if (!column) return true;
  const next = pass.block + BLOCKS;
  // Rows that were moved behind the end meanwhile are looked at too: the last blocks have no end.
  const isLast = next >= column.blocks;
  try {
    if (!(await rewrapSome(options, column, pass, isLast ? undefined : `(${next},0)`))) return false;
  } catch (error) {
    if (codeOf(error) !== TABLE_GONE) throw error; // a day of the outbox is dropped whole
    Object.assign(pass, FIRST_BLOCKS, { column: pass.column + 1 });
    return false;
  }
  if (isLast) Object.assign(pass, FIRST_BLOCKS, { column: pass.column + 1 });
  else Object.assign(pass, { block: next, place: `(${next},0)` });
  return false;
}

/** @returns whether all rows of these blocks have been looked at */
function rewrapSome(
  { database, keyRing }: RewrapOptions,
  column: SealableColumn,
  pass: Pass,
  end: string | undefined,
): Promise<boolean> {
  return inTransaction(database, async (transaction) => {
    const { rows } = await transaction.query<{ place: string; value: string | Buffer }>(
      `SELECT ctid AS place, ${readingOf(column)} AS value FROM ${tableName(column)}
       WHERE ctid > '${pass.place}' ${end === undefined ? '' : `AND ctid < '${end}'`}
         AND ${holdsOtherVersion(column, pass.keyVersion)}
       LIMIT ${ROWS} FOR NO KEY UPDATE SKIP LOCKED`,
    );
    const changed: { readonly place: string; readonly value: string | Buffer }[] = [];
    for (const { place, value } of rows) {
      const { text, rewrapped, stuck } = rewrapText(keyRing, textOf(value));
      pass.stuck += stuck;
      pass.rewrapped += rewrapped;
      pass.place = place;
      if (rewrapped > 0) changed.push({ place, value: writtenOf(column, text) });
    }
    if (changed.length > 0) {
      // The rows are locked as they were read, so none of them has moved since.
      await transaction.query(
        `UPDATE ${tableName(column)} AS stored SET ${pg.escapeIdentifier(column.column)} = changed.value
         FROM unnest($1::tid[], $2::${column.type}[]) AS changed (place, value)
         WHERE stored.ctid = ANY($1) AND stored.ctid = changed.place`,
        [changed.map(({ place }) => place), changed.map(({ value }) => value)],
      );
    }
    return rows.length < ROWS;
  });
}
