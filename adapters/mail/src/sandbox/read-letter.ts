/** A letter as a mail program shows it. */
export interface ReadLetter {
  readonly messageId: string;
  readonly from: string;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Part {
  /** By name in small letters, unfolded. */
  readonly headers: ReadonlyMap<string, string>;
  readonly body: string;
}

/**
 * Reads a letter of the form that letters of Saite have: at most two alternatives, each of them plain, in base64 or
 * quoted-printable, and UTF-8 (RFC 2045-2047). No reader of mail in general.
 */
export function readLetter(source: string): ReadLetter {
  const letter = partOf(source);
  const parts = partsOf(letter);
  const bodyOf = (type: string) => {
    const part = parts.find(({ headers }) => (headers.get('content-type') ?? 'text/plain').startsWith(type));
    return part ? decodeBody(part).replaceAll('\r\n', '\n') : '';
  };
  const header = (name: string) => decodeWords(letter.headers.get(name) ?? '');
  return {
    messageId: header('message-id'),
    from: header('from'),
    to: header('to'),
    subject: header('subject'),
    text: bodyOf('text/plain'),
    html: bodyOf('text/html'),
  };
}

function partOf(source: string): Part {
  const end = source.indexOf('\r\n\r\n');
  const head = end < 0 ? source : source.slice(0, end);
  const lines = head.replaceAll(/\r\n[ \t]+/g, ' ').split('\r\n');
  return {
    headers: new Map(
      lines.map((line) => {
        const colon = line.indexOf(':');
        return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
      }),
    ),
    body: end < 0 ? '' : source.slice(end + 4),
  };
}

function partsOf(letter: Part): Part[] {
  const boundary = /boundary="?([^";]+)"?/.exec(letter.headers.get('content-type') ?? '')?.[1];
  if (boundary === undefined) return [letter];
  return `\r\n${letter.body}`
    .split(`\r\n--${boundary}`)
    .slice(1, -1)
    .map((part) => partOf(part.slice(2)));
}

function decodeBody({ headers, body }: Part): string {
  switch (headers.get('content-transfer-encoding')) {
    case 'base64':
      return Buffer.from(body, 'base64').toString();
    case 'quoted-printable':
      return decodeQuoted(body.replaceAll(/=\r\n/g, ''));
    default:
      return body;
  }
}

const decodeQuoted = (text: string): string =>
  Buffer.from(
    text.replaceAll(/=([0-9A-F]{2})/gi, (_quoted, hex: string) =>
      String.fromCharCode(Number.parseInt(hex, 16)),
    ),
    'latin1',
  ).toString();

/** Encoded words of a header; a character may be split over two of them, so neighbours are joined first. */
function decodeWords(header: string): string {
  const joined = header.replaceAll(/\?=\s+=\?UTF-8\?[QB]\?/gi, '');
  return joined.replaceAll(/=\?UTF-8\?([QB])\?([^?]*)\?=/gi, (_word, encoding: string, text: string) =>
    encoding.toUpperCase() === 'B'
      ? Buffer.from(text, 'base64').toString()
      : decodeQuoted(text.replaceAll('_', ' ')),
  );
}
