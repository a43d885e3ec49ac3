import type { Transaction } from '@saite/runtime';
import { canonicalJson } from './canonical.ts';
import type { EntryLine, ExportLine } from './export-lines.ts';
import { EXPORT_FORM } from './export-lines.ts';
import { EMBARGO_COLUMNS, EmbargoRow, ENTRY_COLUMNS, EntryRow, HEAD_COLUMNS, HeadRow } from './rows.ts';

const ROWS_AT_ONCE = 2_000;

/** The line of something, as it stands in an export. */
export const exportLine = (line: ExportLine): string => `${canonicalJson(line)}\n`;

/**
 * The whole trail as lines, as it is at one moment, whatever comes meanwhile: chain and heads in order, then what is
 * not chained. Some rows are held at once, never all.
 *
 * @param transaction nothing was done in it yet
 */
export async function* exportTrail(transaction: Transaction): AsyncGenerator<string> {
  await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  yield exportLine({ type: 'export', form: EXPORT_FORM });
  const heads = rowsOf(transaction, 'heads', `SELECT ${HEAD_COLUMNS} FROM audit.head ORDER BY number`);
  let head = await nextHead(heads);
  let [entryCount, headCount] = [0, 0];
  function* headsUpTo(position: number): Generator<HeadRow> {
    while (head && head.position <= position) yield head;
  }
  const tell = async function* (position: number): AsyncGenerator<string> {
    for (const due of headsUpTo(position)) {
      yield exportLine({ type: 'head', ...due });
      headCount += 1;
      head = await nextHead(heads);
    }
  };
  yield* tell(0);
  for await (const row of rowsOf(transaction, 'links', CHAIN)) {
    const line = entryLine(row);
    yield exportLine(line);
    entryCount += 1;
    yield* tell(line.position);
  }
  yield* tell(Number.POSITIVE_INFINITY);
  for await (const { pending, ...entry } of rowsOf(transaction, 'unchained', UNCHAINED))
    yield exportLine({ type: 'unchained', pending: pending === true, entry: EntryRow.parse(entry) });
  for await (const row of rowsOf(transaction, 'strays', STRAYS))
    yield exportLine({ type: 'stray-embargo', embargo: EmbargoRow.parse(row) });
  yield exportLine({ type: 'end', entries: entryCount, heads: headCount });
}

/** Begins the target of an entry that tells of a word on embargoes; the word's id follows. */
const TELLS = `entry.operation = 'embargoAuditEntries' AND entry.target ~ '^embargo:[0-9a-f-]{36}:'`;

const CHAIN = `SELECT link.position, link.entry_id AS linked, encode(link.previous_hash, 'hex') AS previous_hash,
    encode(link.hash, 'hex') AS hash, ${ENTRY_COLUMNS},
    (SELECT row_to_json(word) FROM (SELECT ${EMBARGO_COLUMNS} FROM audit.embargo said WHERE said.embargo_id
      = CASE WHEN ${TELLS} THEN substr(entry.target, 9, 36)::uuid END) word) AS word
  FROM audit.link LEFT JOIN audit.entry ON entry.entry_id = link.entry_id ORDER BY link.position`;

const UNCHAINED = `SELECT ${ENTRY_COLUMNS}, EXISTS (SELECT FROM audit.pending WHERE pending.entry_id = entry.entry_id)
    AS pending
  FROM audit.entry WHERE NOT EXISTS (SELECT FROM audit.link WHERE link.entry_id = entry.entry_id)
  ORDER BY entry.at, entry.entry_id`;

const STRAYS = `SELECT ${EMBARGO_COLUMNS} FROM audit.embargo said WHERE NOT EXISTS (
    SELECT FROM audit.entry WHERE entry.operation = 'embargoAuditEntries'
      AND entry.target LIKE 'embargo:' || said.embargo_id || ':%') ORDER BY said.number`;

type Row = Readonly<Record<string, unknown>>;

/** The rows of a query, some at a time. */
async function* rowsOf(transaction: Transaction, cursor: string, query: string): AsyncGenerator<Row> {
  await transaction.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${query}`);
  for (;;) {
    const { rows } = await transaction.query<Row>(`FETCH ${ROWS_AT_ONCE} FROM ${cursor}`);
    yield* rows;
    if (rows.length < ROWS_AT_ONCE) break;
  }
  await transaction.query(`CLOSE ${cursor}`);
}

async function nextHead(heads: AsyncGenerator<Row>): Promise<HeadRow | undefined> {
  const { value, done } = await heads.next();
  return done ? undefined : HeadRow.parse(value);
}

function entryLine({ position, linked, previous_hash, hash, word, ...entry }: Row): EntryLine {
  return {
    type: 'entry',
    position: Number(position),
    entry_id: String(linked),
    previous_hash: String(previous_hash),
    hash: String(hash),
    entry: entry.entry_id === null ? null : EntryRow.parse(entry),
    ...(word !== null && { embargo: EmbargoRow.parse(word) }),
  };
}
