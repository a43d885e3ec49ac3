import { parentPort } from 'node:worker_threads';
import { type Cell, protect, type Relation } from '../suppression/index.ts';
import type { ProtectorAnswer } from './protector.ts';

/** The thread of {@link Protector}: a problem in, its protection out. */
parentPort?.on('message', async ({ cells, relations }: { cells: Cell[]; relations: Relation[] }) => {
  parentPort?.postMessage(await answerTo(cells, relations));
});

async function answerTo(cells: readonly Cell[], relations: readonly Relation[]): Promise<ProtectorAnswer> {
  try {
    return { protection: await protect(cells, relations) };
  } catch (error) {
    return { failed: error instanceof Error ? `${error.name}: ${error.message}` : 'unknown' };
  }
}
