/** What the header takes: 3 to 200 signs of ASCII. */
const TAKEN = /^[\x20-\x7e]{3,200}$/;
/** Marks that Unicode takes apart from their letters. */
const MARKS = /\p{M}/gu;
const LIKE_A_CODE = /[0-9]{6}-?[0-9]{5}/;

/**
 * A purpose as the header `Saite-Purpose` takes it: a header has no letters beyond ASCII, so `uzturēšana` becomes
 * `uzturesana`.
 *
 * @returns undefined if it is too short, too long, or holds something like a personal code
 */
export function purposeHeader(text: string): string | undefined {
  const plain = text
    .normalize('NFKD')
    .replaceAll(MARKS, '')
    .replaceAll(/[‘’“”„–—…]/g, (sign) => ({ '–': '-', '—': '-', '…': '...' })[sign] ?? "'")
    .trim();
  return TAKEN.test(plain) && !LIKE_A_CODE.test(plain) ? plain : undefined;
}
