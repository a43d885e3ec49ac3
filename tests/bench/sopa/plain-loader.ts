import { readFile } from 'node:fs/promises';
import { SOPA_DATA_SETS, SOPA_IMPORT_ROOT } from '@saite/contracts/sopa';
import { XMLParser } from 'fast-xml-parser';
import pg from 'pg';
import { answerTimed } from './timed-answer.ts';

// A plain loader, as such programs are usually written: the whole file as objects, then row by row into one table,
// each in a transaction of its own or, which is kinder to it, all in one. It leaves out what would make it slower:
// schema, rules, sealing, references between objects, events.

const isElement = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What stands in the lists of the file, with the list's name. */
function* recordsOf(document: unknown): Generator<readonly [string, unknown]> {
  const root = isElement(document) ? document[SOPA_IMPORT_ROOT] : undefined;
  if (!isElement(root)) throw new Error('no file of SOPA');
  for (const { list } of SOPA_DATA_SETS) {
    const kinds = root[list];
    if (!isElement(kinds)) continue; // an empty list
    for (const records of Object.values(kinds))
      for (const record of Array.isArray(records) ? records : [records]) yield [list, record];
  }
}

await answerTimed(async ([path = '', transactions = '']) => {
  const database = new pg.Client({ connectionString: process.env.DATABASE_URL });
  await database.connect();
  await database.query(
    'CREATE TABLE record (seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, list text, content json)',
  );
  const parser = new XMLParser({ parseTagValue: false });
  const document: unknown = parser.parse(await readFile(path));
  const isOne = transactions === 'one';
  let objects = 0;
  if (isOne) await database.query('BEGIN');
  for (const [list, record] of recordsOf(document)) {
    await database.query({
      name: 'insert',
      text: 'INSERT INTO record (list, content) VALUES ($1, $2)',
      values: [list, JSON.stringify(record)],
    });
    objects += 1;
  }
  if (isOne) await database.query('COMMIT');
  await database.end();
  return { objects };
});
