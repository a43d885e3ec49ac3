import { FileRefused, faultOf } from '../refused.ts';

/** A header is at its end within so many bytes. */
const LONGEST_HEADER = 10_000;
/** The first line that is not blank. */
const FIRST_LINE = /[^\r\n][^\n]*\n/;

/**
 * The same bytes, of which the first piece holds the whole header.
 *
 * @throws FileRefused if no line is at its end where a header is
 */
export async function* headFirst(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  let head: Uint8Array | undefined = new Uint8Array();
  for await (const chunk of bytes) {
    if (!head) {
      yield chunk;
      continue;
    }
    head = Buffer.concat([head, chunk]);
    if (FIRST_LINE.test(beginning(head))) {
      yield head;
      head = undefined;
    } else if (head.length > LONGEST_HEADER)
      throw new FileRefused(faultOf('HEADER_MISSING', { row: 1, column: 1 }));
  }
  if (head && head.length > 0) yield head; // nothing but a header
}

/**
 * The delimiter that the header uses: the one of `;` and `,` that it has more of. What csv-parse finds out by itself
 * (`delimiter_auto`) breaks on every letter beyond ASCII.
 */
export function delimiterOf(head: Uint8Array): ';' | ',' {
  const line = FIRST_LINE.exec(`${beginning(head)}\n`)?.[0] ?? '';
  return line.split(';').length > line.split(',').length ? ';' : ',';
}

/** What can be a header, byte by byte: only its ASCII characters matter. */
const beginning = (head: Uint8Array) => Buffer.from(head).toString('latin1', 0, LONGEST_HEADER);
