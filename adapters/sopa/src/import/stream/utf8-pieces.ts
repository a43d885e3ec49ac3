import { isUtf8 } from 'node:buffer';

/** Bytes that are decoded at once: what a reader may take in before limits are looked at. */
const PIECE = 65_536;
const CARRIAGE_RETURN = 0x0d;

/** Decodes bytes as they arrive. A character, or a CR LF, that is cut waits for its rest. */
export class Utf8Pieces {
  readonly #decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
  #held: Uint8Array = new Uint8Array();
  #isBroken = false;

  /** Whether something came that is no UTF-8; the last piece ended right before it. */
  get isBroken(): boolean {
    return this.#isBroken;
  }

  *decode(bytes: Uint8Array): Generator<string, void> {
    for (let from = 0; from < bytes.length && !this.#isBroken; from += PIECE) {
      const fresh = bytes.subarray(from, from + PIECE);
      const piece = this.#held.length === 0 ? fresh : Buffer.concat([this.#held, fresh]);
      const end = wholeLength(piece);
      this.#held = Uint8Array.from(piece.subarray(end)); // the caller's bytes are the caller's
      if (end > 0) yield this.#text(piece.subarray(0, end));
    }
  }

  /** What was held back: a last CR, and whether a character was cut off. */
  end(): { readonly text: string; readonly isCut: boolean } {
    const text = this.#held[0] === CARRIAGE_RETURN ? '\r' : '';
    return { text, isCut: this.#held.length > text.length };
  }

  #text(bytes: Uint8Array): string {
    try {
      return this.#decoder.decode(bytes);
    } catch {
      this.#isBroken = true;
      return this.#decoder.decode(bytes.subarray(0, rightLength(bytes)));
    }
  }
}

/** Bytes of a character that begins with this one, 0 if none does (RFC 3629). */
function sequenceLength(lead: number): number {
  if (lead < 0x80) return 1;
  if (lead < 0xc2 || lead > 0xf4) return 0;
  if (lead < 0xe0) return 2;
  return lead < 0xf0 ? 3 : 4;
}

function wholeLength(bytes: Uint8Array): number {
  let end = bytes.length;
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if ((byte & 0xc0) === 0x80) continue; // the lead byte stands before it
    if (sequenceLength(byte) > back) end = bytes.length - back;
    break;
  }
  return bytes[end - 1] === CARRIAGE_RETURN ? end - 1 : end;
}

/** Bytes before the first that is no UTF-8. */
function rightLength(bytes: Uint8Array): number {
  let end = 0;
  while (end < bytes.length) {
    const length = sequenceLength(bytes[end] ?? 0);
    if (length === 0 || !isUtf8(bytes.subarray(end, end + length))) break;
    end += length;
  }
  return end;
}
