import { SetupProblem } from '../problem.ts';

/** A place of a text, and whether what is new goes before or after it. */
export type Place = { readonly mark: string; readonly side: 'before' | 'after' };

/** A file of the checkout that something is added to, and the file that knows its places. */
export type Grown = { readonly path: string; readonly knownBy: string };

/**
 * Adds something to the text of a file.
 *
 * @throws SetupProblem if the place is not there once
 */
export function insert(text: string, { path, knownBy }: Grown, { mark, side }: Place, line: string): string {
  const at = text.indexOf(mark);
  if (at === -1 || text.indexOf(mark, at + 1) !== -1) {
    const shown = JSON.stringify(mark.trim());
    throw new SetupProblem(
      `${path} has changed: ${shown} is not there once. Mend ${knownBy}.`,
      `${path} ir mainīts: ${shown} tajā nav tieši vienreiz. Izlabojiet ${knownBy}.`,
    );
  }
  const place = side === 'before' ? at : at + mark.length;
  return `${text.slice(0, place)}${line}${text.slice(place)}`;
}
