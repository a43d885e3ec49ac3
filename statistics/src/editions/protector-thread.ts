import { parentPort } from 'node:worker_threads';
import { type Cell, protect, type Relation } from '../suppression/index.ts';
import type { ProtectorAnswer } from './protector.ts';

/**
 * Up to how many cells of a group the cheapest choice of all is looked for. Beyond, one of which nothing can be spared
 * is hidden: in a table of a few hundred persons that is a third more cells, and a fiftieth of the time.
 */
const EXACT_UP_TO = 80;

/** The thread of {@link Protector}: a problem in, its protection out. */
parentPort?.on('message', async ({ cells, relations }: { cells: Cell[]; relations: Relation[] }) => {
  parentPort?.postMessage(await answerTo(cells, relations));
});

async function answerTo(cells: readonly Cell[], relations: readonly Relation[]): Promise<ProtectorAnswer> {
  try {
    return { protection: await protect(cells, relations, { exactUpTo: EXACT_UP_TO }) };
  } catch (error) {
    return { failed: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' };
  }
}
