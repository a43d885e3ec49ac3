import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { suite, test } from 'node:test';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { type Fault, FileRefused } from '../refused.ts';
import { type CsvRow, readRows } from './read-rows.ts';

async function* toStream(pieces: Iterable<Uint8Array | string>) {
  for (const piece of pieces) yield Buffer.from(piece);
}

async function all(rows: AsyncIterable<CsvRow>): Promise<CsvRow[]> {
  const found: CsvRow[] = [];
  for await (const row of rows) found.push(row);
  return found;
}

const read = (...pieces: readonly (Uint8Array | string)[]) => all(readRows(toStream(pieces)));

const cellsOf = async (...pieces: readonly (Uint8Array | string)[]) =>
  (await read(...pieces)).map(({ cells }) => cells);

async function refusal(pieces: Iterable<Uint8Array | string>): Promise<Fault | undefined> {
  try {
    for await (const _ of readRows(toStream(pieces)));
  } catch (error) {
    if (error instanceof FileRefused) return error.fault;
    throw error;
  }
  return undefined;
}

/** Bytes cut into pieces at these places. */
function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length].sort((a, b) => a - b);
  return places.slice(1).map((place, at) => bytes.subarray(places[at], place));
}

/** A file that begins so and then goes on like this for gigabytes. */
function* endless(beginning: string, goesOn: string): Generator<string, void> {
  yield beginning;
  for (let size = 0; size < 4e9; size += 60_000) yield goesOn.repeat(60_000 / goesOn.length);
}

suite('CSV of a source', () => {
  test('the delimiter is the one that the header uses', async () => {
    assert.deepEqual(await cellsOf('a;b\n1,5;2\n'), [
      ['a', 'b'],
      ['1,5', '2'],
    ]);
    assert.deepEqual(await cellsOf('\r\na,b\r\n1;5,2\r\n'), [
      ['a', 'b'],
      ['1;5', '2'],
    ]);
    assert.deepEqual(await cellsOf('a;b'), [['a', 'b']]);
  });

  test('a row has the number that a spreadsheet shows, over blank lines and line ends within quotes', async () => {
    const rows = await read('a,b\n\n"1\n2",x\r\n\r\n\n3,y');
    assert.deepEqual(
      rows.map(({ place }) => place),
      [1, 3, 6],
    );
  });

  test('rows have as many cells as they have: what is missing or too much is not for the reader to say', async () => {
    assert.deepEqual(await cellsOf('a,b\n1\n1,2,3\n,\n'), [['a', 'b'], ['1'], ['1', '2', '3'], ['', '']]);
  });

  test('nothing has no rows', async () => {
    assert.deepEqual(await read(), []);
    assert.deepEqual(await read('\uFEFF'), []);
    assert.deepEqual(await read('\r\n\n'), []);
  });

  test('what another program wrote is read as it was, in whatever pieces it comes', async () => {
    const cell = fc.string({
      unit: fc.constantFrom('a', 'ā', '"', ',', ';', '\n', '\r', ' ', '7', '🙂'),
      maxLength: 6,
    });
    const rows = fc
      .integer({ min: 2, max: 4 })
      .chain((width) =>
        fc.array(fc.array(cell, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 6 }),
      );
    const ways = fc.record({
      bom: fc.boolean(),
      delimiter: fc.constantFrom(',', ';'),
      record_delimiter: fc.constantFrom('\n', '\r\n'),
      quoted: fc.boolean(),
      eof: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(rows, ways, fc.array(fc.nat(), { maxLength: 8 }), async (content, way, cuts) => {
        const header = (content[0] ?? []).map((_, at) => `column${at}`);
        const text = stringify([header, ...content], {
          ...way,
          quoted_match: /["\r\n,;]/,
          quoted_empty: true,
        });
        const found = await read(...pieces(Buffer.from(text), cuts));
        assert.deepEqual(
          found.map(({ cells }) => cells),
          [header, ...content],
        );
        assert.deepEqual(
          found.map(({ place }) => place),
          found.map((_, at) => at + 1),
        );
      }),
    );
  });

  test('bytes may be cut within a character; a byte order mark at the beginning is passed over', async () => {
    const bytes = Buffer.from('\uFEFFa;b\nĶekava;š🙂\n');
    for (let size = 1; size < 6; size += 1) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      assert.deepEqual(await cellsOf(...chunks), [
        ['a', 'b'],
        ['Ķekava', 'š🙂'],
      ]);
    }
  });

  test('what is not UTF-8 is refused: Windows-1257, UTF-16 with its mark or without, a workbook, what is cut off', async () => {
    const files = [
      Buffer.from([0x61, 0x3b, 0xcd, 0x0a]),
      Buffer.from('\uFEFFa;b\n', 'utf16le'),
      Buffer.from('a;b\n1;2\n', 'utf16le'),
      Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff]),
      Buffer.from('a;š').subarray(0, 3),
      Buffer.from('a;b\n""\0x;2\n'),
    ];
    for (const file of files) assert.equal((await refusal([file]))?.reason, 'NOT_UTF8');
    assert.equal((await refusal(['a;b\n', Buffer.from([0xff, 0x0a])]))?.reason, 'NOT_UTF8');
  });

  test('quotes that RFC 4180 does not know are refused, with row and column', async () => {
    for (const row of [
      '1,2"3\n',
      '1,"2"3\n',
      '1,"2',
      '1,"2"\rx\n',
      '1,"2" \n',
      `1,"2\n${'3,4\n'.repeat(300)}`,
    ])
      for (const [before, place] of [
        ['a,b\n', 2],
        ['a,b\n\n"1\n",2\n', 4],
      ] as const)
        assert.deepEqual(await refusal([before, row]), {
          reason: 'QUOTES_WRONG',
          row: place,
          column: 2,
          columnName: null,
          hint: null,
        });
  });

  test('an error holds nothing of what stands in the file', async () => {
    for (const text of [
      'a,b\n1,0707x"3\n',
      'a,b\n1,"0707x"3\n',
      'a,b\n1,"0707x',
      `a,b\n0707x${'x'.repeat(600)}`,
    ])
      await assert.rejects(read(text), (error) => {
        assert.ok(error instanceof FileRefused);
        assert.doesNotMatch(`${error.stack} ${JSON.stringify(error)} ${String(error.cause)}`, /0707x/);
        return true;
      });
  });

  test('a cell of 500 characters is read, a longer one refused, and a row of more than 100 cells', async () => {
    const cells = Array.from({ length: 100 }, () => '€'.repeat(500));
    assert.deepEqual((await cellsOf(`a,b\n${cells.join(',')}\n`))[1], cells);
    const where = async (text: string) => {
      const fault = await refusal([text]);
      return [fault?.reason, fault?.row, fault?.column];
    };
    assert.deepEqual(await where(`a,b\n\n1,${'x'.repeat(501)}\n`), ['CELL_TOO_LONG', 3, 2]);
    assert.deepEqual(await where(`a,b\n${'1,'.repeat(100)}1\n`), ['CELL_TOO_LONG', 2, 101]);
  });

  test('what goes on without end is refused before it grows on', async () => {
    const reasonOf = async (beginning: string, goesOn: string) =>
      (await refusal(endless(beginning, goesOn)))?.reason;
    assert.equal(await reasonOf('', 'x'), 'HEADER_MISSING');
    assert.equal(await reasonOf('', '\n'), 'HEADER_MISSING');
    assert.equal(await reasonOf('a,b\n1,', 'x'), 'CELL_TOO_LONG');
    assert.equal(await reasonOf('a,b\n1,"', 'x,y\n'), 'CELL_TOO_LONG');
    assert.equal(await reasonOf('a,b\n', ','), 'CELL_TOO_LONG');
    assert.equal(await reasonOf('a,b\n', '"\n",'), 'CELL_TOO_LONG');
  });

  test('what breaks the stream of bytes is told as it is; who reads no further lets go of it', async () => {
    const broken = new Error('the disk is gone');
    const breaks = async function* () {
      yield Buffer.from('a,b\n1,2\n');
      throw broken;
    };
    await assert.rejects(all(readRows(breaks())), (error) => error === broken);

    const bytes = Readable.from(toStream(endless('a,b\n', '1,2\n')));
    for await (const { place } of readRows(bytes)) if (place === 3) break;
    await new Promise((done) => (bytes.closed ? done(undefined) : bytes.once('close', done)));
  });
});
