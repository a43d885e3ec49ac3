import { FileRefused, faultOf } from '../refused.ts';

const NUL = 0;

/**
 * The bytes as they are, as long as they are text in UTF-8. csv-parse would put a replacement character where they are
 * not. NUL, which no text has, is what UTF-16 is full of, and csv-parse lets a cell go on with it after its closing quote.
 *
 * @throws FileRefused if they are not
 */
export async function* utf8Only(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array, void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of bytes) {
    check(decoder, chunk);
    yield chunk;
  }
  check(decoder); // a character that the end cuts off
}

function check(decoder: InstanceType<typeof TextDecoder>, chunk?: Uint8Array): void {
  try {
    decoder.decode(chunk, { stream: chunk !== undefined });
  } catch {
    throw new FileRefused(faultOf('NOT_UTF8'));
  }
  if (chunk?.includes(NUL)) throw new FileRefused(faultOf('NOT_UTF8'));
}
