import type { Highs } from 'highs';
import * as highs from 'highs';
import { z } from 'zod';

/**
 * The package says that it is CommonJS, so its types put the loader one level deeper than the ES module does that Node
 * takes. Both are looked at, so that a release which mends it changes nothing here.
 */
const Loader = z.custom<typeof highs.default.default>((value) => typeof value === 'function');
const load = Loader.parse('default' in highs.default ? highs.default.default : highs.default);

let loaded: Promise<Highs> | undefined;

/**
 * The solver of this thread. It is loaded once: memory that an instance took goes back only when the collector finds
 * time, and a few dozen of them are more than a process may have.
 */
export function loadSolver(): Promise<Highs> {
  loaded ??= load();
  return loaded;
}

/** To be called when an instance trapped: it is lost, and the next call loads another one. */
export function dropSolver(): void {
  loaded = undefined;
}
