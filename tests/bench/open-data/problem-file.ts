import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import type { Problem } from '../../../statistics/src/editions/cells.ts';

/** What is to be protected, as one program hands it to another. */
const ProblemFile = z.object({
  cells: z.array(
    z.object({
      id: z.string(),
      value: z.int(),
      sensitive: z.boolean(),
      state: z.enum(['free', 'published', 'hidden']),
      weight: z.number().exactOptional(),
    }),
  ),
  relations: z.array(
    z.object({ kind: z.enum(['sum', 'cover']), total: z.string(), parts: z.array(z.string()) }),
  ),
});

export const writeProblem = (path: string, { cells, relations }: Problem): void =>
  writeFileSync(path, JSON.stringify({ cells, relations }));

export const readProblem = (path: string): z.infer<typeof ProblemFile> =>
  ProblemFile.parse(JSON.parse(readFileSync(path, 'utf8')));
