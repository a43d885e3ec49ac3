const DEEPEST = 64;

/** JSON that two readers may read as different things, or that is made to break one. */
export class StrictJsonError extends Error {}

/**
 * Reads JSON that has one meaning: no name twice in an object, none that changes what an object is (`__proto__`), and
 * no more than 64 levels. Everything else is as `JSON.parse` reads it.
 *
 * @throws StrictJsonError, SyntaxError
 */
export function parseStrictJson(text: string): unknown {
  const content: unknown = JSON.parse(text);
  checkNames(text);
  return content;
}

/** Goes through text that is known to be JSON; inside of strings only their ends matter. */
function checkNames(text: string): void {
  /** Names of each object that is open; `undefined` stands for a list. */
  const open: (Set<string> | undefined)[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at += 1) {
    switch (text[at]) {
      case '{':
      case '[':
        if (open.push(text[at] === '{' ? new Set() : undefined) > DEEPEST)
          throw new StrictJsonError('too deep');
        isName = text[at] === '{';
        break;
      case '}':
      case ']':
        open.pop();
        isName = false;
        break;
      case ',':
        isName = open.at(-1) !== undefined;
        break;
      case '"': {
        const end = endOfString(text, at);
        if (isName) addName(open.at(-1), text.slice(at, end + 1));
        isName = false;
        at = end;
        break;
      }
    }
  }
}

function endOfString(text: string, start: number): number {
  for (let at = start + 1; at < text.length; at += 1) {
    if (text[at] === '"') return at;
    if (text[at] === '\\') at += 1;
  }
  return text.length;
}

function addName(names: Set<string> | undefined, quoted: string): void {
  const name: unknown = JSON.parse(quoted); // the same name may be written with escapes
  if (typeof name !== 'string' || name === '__proto__') throw new StrictJsonError('no name for a field');
  if (names?.size === names?.add(name).size) throw new StrictJsonError('a name stands twice');
}
