import * as z from 'zod/mini';

const Problem = z.object({
  code: z.string(),
  title: z.string(),
  detail: z.string(),
  status: z.number(),
  errors: z.optional(z.array(z.object({ path: z.string(), message: z.string() }))),
});

/** Why a call gave no answer, in words for the reader (RFC 9457). */
export class ApiProblem extends Error {
  readonly code: string;
  readonly status: number;
  /** What to do next. */
  readonly detail: string;
  readonly errors: readonly { readonly path: string; readonly message: string }[];

  constructor(problem: z.infer<typeof Problem>) {
    super(problem.title);
    this.name = 'ApiProblem';
    this.code = problem.code;
    this.status = problem.status;
    this.detail = problem.detail;
    this.errors = problem.errors ?? [];
  }
}

/** The hub could not be reached at all. */
export class LostConnection extends Error {
  override readonly name = 'LostConnection';
}

/** What the hub said instead of an answer. */
export function problemOf(body: unknown, status: number): Error {
  const parsed = Problem.safeParse(body);
  return parsed.success ? new ApiProblem(parsed.data) : new LostConnection(`HTTP ${status}`);
}
