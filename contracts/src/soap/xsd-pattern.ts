/** What a pattern of a schema cannot say, or says otherwise. */
const NOT_IN_XSD = /^(\(\?[^:]|\\[bBkwWsSD]|[*+?}]\?)/;

/**
 * A regular expression as a pattern of an XML schema: it always means the whole value, knows no groups without a number,
 * and its `\d` takes every script's digits.
 *
 * @param source as a JSON Schema has it
 * @throws TypeError if the schema cannot say it
 */
export function xsdPattern(source: string): string {
  if (!source.startsWith('^') || !source.endsWith('$')) throw new TypeError(`not the whole value: ${source}`);
  const inner = source.slice(1, -1);
  let pattern = '';
  let inClass = false;
  for (let at = 0; at < inner.length; at += 1) {
    const rest = inner.slice(at);
    if (NOT_IN_XSD.test(rest) || (!inClass && /^[\^$]/.test(rest)))
      throw new TypeError(`no pattern of a schema: ${source}`);
    if (rest.startsWith('(?:')) {
      pattern += '(';
      at += 2;
    } else if (rest.startsWith('\\d')) {
      pattern += inClass ? '0-9' : '[0-9]';
      at += 1;
    } else if (rest.startsWith('\\')) {
      pattern += rest.slice(0, 2);
      at += 1;
    } else {
      const [character] = rest;
      if (character === '[') inClass = true;
      if (character === ']') inClass = false;
      pattern += character;
    }
  }
  return pattern;
}
