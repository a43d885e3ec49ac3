/** Characters that XML 1.0 cannot hold (section 2.2), lone surrogates too. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;

/** A person's text as XML can carry it: what it cannot hold becomes the replacement character. */
export const xmlText = (text: string): string => text.replace(NOT_IN_XML, '\u{FFFD}');
