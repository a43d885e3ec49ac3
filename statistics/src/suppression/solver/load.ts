import type { Highs } from 'highs';
import * as highs from 'highs';
import { z } from 'zod';

/**
 * The package says that it is CommonJS, so its types put the loader one level deeper than the ES module does that Node
 * takes. Both are looked at, so that a release which mends it changes nothing here.
 */
const Loader = z.custom<typeof highs.default.default>((value) => typeof value === 'function');
const load = Loader.parse('default' in highs.default ? highs.default.default : highs.default);

/**
 * Loads a solver of one's own. An instance that trapped is lost, and the memory that one took it never gives back: so
 * none outlives the call that needs it.
 */
export function loadSolver(): Promise<Highs> {
  return load();
}
