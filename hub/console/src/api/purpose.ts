const ASCII = /^[\x20-\x7e]*$/;
const READABLE = /^[^\p{C}]{3,200}$/u;
const LIKE_A_CODE = /[0-9]{6}-?[0-9]{5}/;

/**
 * A purpose as the header `Saite-Purpose` takes it: letters beyond ASCII in the form of RFC 8187, so that `Sūdzība`
 * is kept as it was written.
 *
 * @returns undefined if it has less than 3 or more than 200 characters, or something like a personal code
 */
export function purposeHeader(text: string): string | undefined {
  const purpose = text.trim();
  if (!READABLE.test(purpose) || LIKE_A_CODE.test(purpose)) return undefined;
  if (ASCII.test(purpose)) return purpose;
  return `UTF-8''${encodeURIComponent(purpose).replaceAll(/['()*]/g, octetOf)}`;
}

const octetOf = (sign: string): string => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`;
