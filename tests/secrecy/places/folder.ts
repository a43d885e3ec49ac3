import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** Something that is searched. */
export interface Place {
  readonly name: string;
  readonly pieces: AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** A larger file is read piece by piece; of small ones a database has thousands. */
const READ_WHOLE_BYTES = 1 << 22;

/** Every file in a folder and below it, as bytes. */
export function* filesIn(root: string, isSearched: (path: string) => boolean): Generator<Place> {
  for (const entry of readdirSync(root, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    const name = relative(root, path);
    if (!entry.isFile() || !isSearched(name)) continue;
    const { size } = statSync(path);
    if (size === 0) continue;
    yield {
      name,
      pieces:
        size <= READ_WHOLE_BYTES ? [readFileSync(path)] : createReadStream(path, { highWaterMark: 1 << 20 }),
    };
  }
}

export const textPlace = (name: string, text: string): Place => ({ name, pieces: [Buffer.from(text)] });
