import { Readable } from 'node:stream';
import { setImmediate as turn } from 'node:timers/promises';

/** So many items of a list are written at once; a shorter list is written with all around it. */
const SLICE = 250;
const BEYOND_ASCII = /[\u0080-\uffff]/g;

/**
 * An answer as JSON. Letters beyond ASCII are escapes: to every reader the same text, which a browser takes in in half
 * the time. An answer with thousands of items goes out while it is written, and others have their turn in between.
 */
export function jsonOf(answer: object): Buffer | Readable {
  const isLong = Object.values(answer).some(isLongList);
  return isLong ? Readable.from(slicesOf(answer), { objectMode: false }) : bytesOf(JSON.stringify(answer));
}

const isLongList = (value: unknown): value is readonly unknown[] =>
  Array.isArray(value) && value.length > SLICE;

async function* slicesOf(answer: object): AsyncGenerator<Buffer> {
  let before = '{';
  for (const [name, value] of Object.entries(answer)) {
    if (value === undefined) continue;
    const field = `${before}${JSON.stringify(name)}:`;
    before = ',';
    if (isLongList(value)) yield* itemsOf(field, value);
    else yield bytesOf(`${field}${JSON.stringify(value)}`);
  }
  yield bytesOf('}');
}

async function* itemsOf(field: string, items: readonly unknown[]): AsyncGenerator<Buffer> {
  for (let from = 0; from < items.length; from += SLICE) {
    const slice = JSON.stringify(items.slice(from, from + SLICE)).slice(1, -1);
    yield bytesOf(from === 0 ? `${field}[${slice}` : `,${slice}`);
    await turn();
  }
  yield bytesOf(']');
}

const bytesOf = (text: string): Buffer =>
  Buffer.from(
    text.replace(BEYOND_ASCII, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    'latin1',
  );
