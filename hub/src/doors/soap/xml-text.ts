/** Characters that XML 1.0 cannot hold (section 2.2), lone surrogates too. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A text as XML can carry it: what it cannot hold becomes the replacement character, a line ends in one way. */
export const carriedText = (text: string): string =>
  text.replace(NOT_IN_XML, '\u{FFFD}').replaceAll(/\r\n?/g, '\n');

/** A text as it stands between tags or in an attribute. */
export const escapeXml = (text: string): string =>
  carriedText(text)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
