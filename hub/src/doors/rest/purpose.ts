/** Letters beyond ASCII in a header: `UTF-8''` and the octets in per cent (RFC 8187). */
const EXTENDED = /^UTF-8''((?:%[0-9A-F]{2}|[A-Za-z0-9!#$&+.^_`|~-])+)$/i;
/** As over SOAP. */
const PURPOSE = /^[^\p{C}]{3,200}$/u;
const ASCII = /^[\x20-\x7e]*$/;

/**
 * Why a caller looks a person up, as the header `Saite-Purpose` says it: in ASCII, or in the form of RFC 8187 if it
 * has other letters, like `UTF-8''S%C5%ABdz%C4%ABba`.
 *
 * @returns undefined if it says nothing readable of 3 to 200 characters
 */
export function purposeIn(header: string | readonly string[] | undefined): string | undefined {
  if (typeof header !== 'string' || !ASCII.test(header)) return undefined;
  const [, octets] = EXTENDED.exec(header.trim()) ?? [];
  const purpose = (octets === undefined ? header : decoded(octets))?.trim();
  return purpose !== undefined && PURPOSE.test(purpose) ? purpose : undefined;
}

function decoded(octets: string): string | undefined {
  try {
    return decodeURIComponent(octets);
  } catch {
    return undefined; // no UTF-8
  }
}
