import { FileRefused, faultOf } from '../refused.ts';
import { CsvReader, type CsvRow } from './csv-reader.ts';

/** A text decoder that refuses what is no UTF-8; a byte order mark at the beginning is passed over. */
class Utf8 {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true });

  text(chunk: Uint8Array | undefined): string {
    try {
      return this.#decoder.decode(chunk, { stream: chunk !== undefined });
    } catch {
      throw new FileRefused(faultOf('NOT_UTF8'));
    }
  }
}

/**
 * The rows of a CSV file, some at a time, as its bytes arrive: no more of it is held than what arrived last.
 *
 * @throws FileRefused if it is not UTF-8 or no CSV
 */
export async function* readRows(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<readonly CsvRow[]> {
  const utf8 = new Utf8();
  const reader = new CsvReader();
  for await (const chunk of bytes) yield reader.write(utf8.text(chunk));
  yield reader.write(utf8.text(undefined));
  yield reader.end();
}
