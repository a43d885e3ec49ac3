import { createHash } from 'node:crypto';

/** What must not be found of one personal code: itself, and every digest that anybody could compute from it. */
export function needlesOf(code: string): string[] {
  const written = [code, `${code.slice(0, 6)}-${code.slice(6)}`];
  return written.flatMap((text) => [text, ...digestsOf(text)]);
}

const digestsOf = (text: string): string[] =>
  ['md5', 'sha1', 'sha256', 'sha512'].flatMap((algorithm) => {
    const digest = createHash(algorithm).update(text).digest();
    const base64 = digest.toString('base64').replace(/=+$/, '');
    // The beginning is enough: who shortens a digest keeps that of it.
    return [digest.toString('hex'), base64, digest.toString('base64url')].map((one) => one.slice(0, 20));
  });

/** Which of the needles stand in a text, in whatever letters. */
export function findIn(text: string, needles: Iterable<string>): string[] {
  const lower = text.toLowerCase();
  return [...new Set(needles)].filter((needle) => lower.includes(needle.toLowerCase()));
}

/** A text without keyed values, in which any short name may stand by chance. */
export const withoutKeyedValues = (text: string): string =>
  text.replaceAll(/p[1-9][0-9]*\.[A-Za-z0-9_-]{22}|[A-Za-z0-9_-]{32}/g, '');
