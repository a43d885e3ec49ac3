import { digestFormsOf, type Form, formsOf } from './forms.ts';

/** What a needle is: of a person, or what opens what is sealed. */
export type NeedleKind = 'code' | 'name' | 'text' | 'secret';

/** Something that must not be found. */
export interface Needle {
  readonly kind: NeedleKind;
  /** How it is called when it is found. */
  readonly label: string;
  readonly forms: readonly Form[];
}

const withHyphen = (code: string): string => `${code.slice(0, 6)}-${code.slice(6)}`;

/** A personal code with and without hyphen, and every digest that anybody could compute from it. */
export function codeNeedle(code: string): Needle {
  const written = [code, withHyphen(code)];
  const forms = written.flatMap((text) => [...formsOf(text), ...digestFormsOf(text)]);
  return { kind: 'code', label: `code ${withHyphen(code)}`, forms };
}

const folded = (text: string): string => text.normalize('NFD').replaceAll(/\p{M}/gu, '');

/** A name in large and small letters, and without its marks. */
export function nameNeedle(name: string): Needle {
  const written = [name, name.toUpperCase(), name.toLowerCase(), name.normalize('NFD'), folded(name)];
  return { kind: 'name', label: `name ${name}`, forms: [...new Set(written)].flatMap(formsOf) };
}

/** Characters from the middle of a text that are enough to know it by. */
const TEXT_CHARACTERS = 24;

/** A text about a person; a piece of it is looked for. */
export function textNeedle(text: string): Needle {
  const from = Math.max(0, Math.floor((text.length - TEXT_CHARACTERS) / 2));
  const piece = text.slice(from, from + TEXT_CHARACTERS);
  return { kind: 'text', label: `text "${piece}"`, forms: formsOf(piece) };
}

/** A password, a key or a token, as it is written; of a key its bytes too. */
export function secretNeedle(where: string, secret: string): Needle {
  const written = formsOf(secret);
  const bytes = Buffer.from(secret, /[-_]/.test(secret) ? 'base64url' : 'base64');
  const isKey = bytes.length >= 16 && /^[A-Za-z0-9+/_-]+=*$/.test(secret);
  const raw = isKey
    ? [
        { form: 'bytes', bytes: bytes.subarray(0, 32) },
        { form: 'hex', bytes: Buffer.from(bytes.toString('hex').slice(0, 64)) },
        { form: 'base64', bytes: Buffer.from(bytes.toString('base64url').slice(0, 40)) },
        { form: 'base64', bytes: Buffer.from(bytes.toString('base64').slice(0, 40)) },
      ]
    : [];
  return { kind: 'secret', label: `secret of ${where}`, forms: [...written, ...raw] };
}
