import { createHash } from 'node:crypto';

/** One way to write a needle down. */
export interface Form {
  readonly form: string;
  readonly bytes: Buffer;
}

const DIGESTS = ['md5', 'sha1', 'sha256', 'sha512'] as const;
/** Of a digest its beginning: who shortens one keeps that of it. */
const DIGEST_BYTES = 12;
const DIGEST_CHARACTERS = 16;

/** Fewest bytes of a form: a shorter one stands in random bytes by chance. */
export const SHORTEST_BYTES = 6;
/** Fewest characters of a form in base64, with whose letters every sealed box is full. */
const SHORTEST_BASE64 = 10;
/** Of a longer form only so much is looked for. */
const LONGEST_BYTES = 96;

const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const hexOf = (text: string): string => Buffer.from(text).toString('hex');
const escaped = (text: string, write: (unit: number) => string): string =>
  text.replaceAll(/[^\x20-\x7e]/g, (letter) => write(letter.charCodeAt(0)));
const fourHex = (unit: number): string => unit.toString(16).padStart(4, '0');
const byteEscaped = (text: string, sign: string): string =>
  [...Buffer.from(text)]
    .map((byte) =>
      byte > 0x7e ? `${sign}${byte.toString(16).padStart(2, '0').toUpperCase()}` : String.fromCharCode(byte),
    )
    .join('');

/**
 * A text within something that was written in base64: at each of the three places of a group where it may begin,
 * without the letters at its ends, which depend on what stands beside it.
 */
function inBase64(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const from = before === 0 ? 0 : before + 1;
    const to = Math.floor(((before + bytes.length) * 8) / 6);
    const core = whole.slice(from, to);
    return core.length < SHORTEST_BASE64 ? [] : [core, core.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** A text in every form in which it may have been written down. */
export function formsOf(text: string): Form[] {
  const swapped = utf16(text).swap16();
  const written: [string, string | Buffer][] = [
    ['utf-8', text],
    ['utf-16le', utf16(text)],
    ['utf-16be', swapped],
    ['hex', hexOf(text)],
    ['hex', hexOf(text).toUpperCase()],
    ...inBase64(text).map((core): [string, string] => ['base64', core]),
    ['url', encodeURIComponent(text)],
    ['url', encodeURIComponent(text).replaceAll(/%../g, (code) => code.toLowerCase())],
    ['quoted-printable', byteEscaped(text, '=')],
    ['json', escaped(text, (unit) => `\\u${fourHex(unit)}`)],
    ['json', escaped(text, (unit) => `\\u${fourHex(unit).toUpperCase()}`)],
    ['xml', escaped(text, (unit) => `&#${unit};`)],
    ['xml', escaped(text, (unit) => `&#x${unit.toString(16).toUpperCase()};`)],
    ['xml', escaped(text, (unit) => `&#x${unit.toString(16)};`)],
  ];
  const forms = written.map(([form, content]) => ({
    form,
    bytes: Buffer.from(content).subarray(0, LONGEST_BYTES),
  }));
  return distinct(forms.filter(({ bytes }) => bytes.length >= SHORTEST_BYTES));
}

/** Every digest of a text that anybody could work out, by whom all texts can be tried. */
export const digestFormsOf = (text: string): Form[] =>
  DIGESTS.flatMap((algorithm) => {
    const digest = createHash(algorithm).update(text).digest();
    const [hex, base64] = [digest.toString('hex'), digest.toString('base64')].map((one) =>
      one.slice(0, DIGEST_CHARACTERS),
    );
    const written = [
      hex,
      hex?.toUpperCase(),
      base64,
      digest.toString('base64url').slice(0, DIGEST_CHARACTERS),
    ];
    return distinct([
      { form: algorithm, bytes: digest.subarray(0, DIGEST_BYTES) },
      ...written.flatMap((one) => (one === undefined ? [] : [{ form: algorithm, bytes: Buffer.from(one) }])),
    ]);
  });

function distinct(forms: readonly Form[]): Form[] {
  const seen = new Map(forms.map((form) => [form.bytes.toString('latin1'), form] as const).reverse());
  return [...seen.values()].reverse();
}
