import { protect } from '../../../statistics/src/suppression/index.ts';
import { answerParent } from '../support/answer-parent.ts';
import { readProblem } from './problem-file.ts';
import type { Protected } from './protected-problem.ts';
import { stopwatch } from './stopwatch.ts';

// The suppression alone, in a process of its own, so that its memory is nobody else's.
await answerParent(async ([path = '']): Promise<Protected> => {
  const { cells, relations } = readProblem(path);
  const taken = stopwatch();
  const { primary, complementary, exposed, figures } = await protect(cells, relations);
  return {
    ...taken(),
    cells: cells.length,
    primary: primary.size,
    complementary: complementary.size,
    exposed: exposed.size,
    programs: figures.programs + figures.wholePrograms,
    peakMemory: process.resourceUsage().maxRSS / 1024,
  };
});
