import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { stringify } from 'csv-stringify/sync';
import fc from 'fast-check';
import { FileRefused } from '../refused.ts';
import { CsvReader } from './csv-reader.ts';
import { readRows } from './read-rows.ts';

const read = (...pieces: readonly string[]) => {
  const reader = new CsvReader();
  return [...pieces.flatMap((piece) => reader.write(piece)), ...reader.end()];
};
const cellsOf = (...pieces: readonly string[]) => read(...pieces).map(({ cells }) => cells);
const refusal = (text: string) => {
  try {
    read(text);
  } catch (error) {
    if (error instanceof FileRefused) return error.fault;
    throw error;
  }
  return undefined;
};

/** A text cut into pieces at these places. */
function pieces(text: string, cuts: readonly number[]): string[] {
  const places = [0, ...cuts.map((cut) => cut % (text.length + 1)), text.length].sort((a, b) => a - b);
  return places.slice(1).map((place, at) => text.slice(places[at], place));
}

suite('CSV of a source', () => {
  test('the delimiter is the one that the header uses', () => {
    assert.deepEqual(cellsOf('a;b\n1,5;2\n'), [
      ['a', 'b'],
      ['1,5', '2'],
    ]);
    assert.deepEqual(cellsOf('a,b\r\n1;5,2\r\n'), [
      ['a', 'b'],
      ['1;5', '2'],
    ]);
  });

  test('a row has the number that a spreadsheet shows, over blank lines and line ends within quotes', () => {
    const rows = read('a,b\n\n"1\n2",x\n3,y');
    assert.deepEqual(
      rows.map(({ place }) => place),
      [1, 3, 4],
    );
  });

  test('what another program wrote is read as it was, in whatever pieces it comes', () => {
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
      delimiter: fc.constantFrom(',', ';'),
      record_delimiter: fc.constantFrom('\n', '\r\n'),
      quoted: fc.boolean(),
      eof: fc.boolean(),
    });
    fc.assert(
      fc.property(rows, ways, fc.array(fc.nat(), { maxLength: 8 }), (content, way, cuts) => {
        const header = (content[0] ?? []).map((_, at) => `column${at}`);
        const text = stringify([header, ...content], {
          ...way,
          quoted_match: /["\r\n,;]/,
          quoted_empty: true,
        });
        assert.deepEqual(cellsOf(...pieces(text, cuts)), [header, ...content]);
      }),
    );
  });

  test('bytes may be cut within a character; a byte order mark at the beginning is passed over', async () => {
    const bytes = Buffer.from('\uFEFFa;b\nĶekava;š🙂\n');
    for (let size = 1; size < 6; size += 1) {
      const chunks = Array.from({ length: Math.ceil(bytes.length / size) }, (_, at) =>
        bytes.subarray(at * size, (at + 1) * size),
      );
      const found: (readonly string[])[] = [];
      for await (const rows of readRows(toStream(chunks))) found.push(...rows.map(({ cells }) => cells));
      assert.deepEqual(found, [
        ['a', 'b'],
        ['Ķekava', 'š🙂'],
      ]);
    }
  });

  test('what is not UTF-8 is refused: a file of Windows-1257, of UTF-16, a workbook, one that is cut off', async () => {
    const files = [
      Buffer.from([0x61, 0x3b, 0xcd, 0x0a]),
      Buffer.from('\uFEFFa;b\n', 'utf16le'),
      Buffer.from([0x50, 0x4b, 0x03, 0x04, 0xff]),
      Buffer.from('a;š').subarray(0, 3),
    ];
    for (const file of files) {
      const reading = async () => {
        for await (const _ of readRows(toStream([file])));
      };
      await assert.rejects(
        reading,
        (error) => error instanceof FileRefused && error.fault.reason === 'NOT_UTF8',
      );
    }
  });

  test('quotes that RFC 4180 does not know are refused, with row and column', () => {
    for (const text of ['a,b\n1,2"3\n', 'a,b\n1,"2"3\n', 'a,b\n1,"2', 'a,b\n1,"2"\rx\n'])
      assert.deepEqual(
        [refusal(text)?.reason, refusal(text)?.row, refusal(text)?.column],
        ['QUOTES_WRONG', 2, 2],
      );
  });

  test('a cell of 500 characters is read, a longer one refused before it grows on', () => {
    assert.equal(cellsOf(`a,b\n${'x'.repeat(500)},1\n`)[1]?.[0]?.length, 500);
    assert.equal(refusal(`a,b\n${'x'.repeat(501)},1\n`)?.reason, 'CELL_TOO_LONG');
    assert.equal(refusal(`a,b\n"${'x,\n'.repeat(400)}`)?.reason, 'CELL_TOO_LONG');
    assert.equal(refusal(`a,b\n${'1,'.repeat(101)}1\n`)?.reason, 'CELL_TOO_LONG');
    assert.equal(refusal('x'.repeat(10_001))?.reason, 'HEADER_MISSING');
  });
});

async function* toStream(chunks: readonly Uint8Array[]) {
  yield* chunks;
}
