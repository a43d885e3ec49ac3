import type { ProblemCode, ProblemField } from '@saite/contracts';
import type { z } from 'zod';

type Field = z.infer<typeof ProblemField>;

/** An answer of a door that is an error: what is wrong, never the value that is wrong. */
export class ProblemError extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly Field[];
  /** Stable code of why a call was refused: for the log, never for whoever calls. */
  readonly reason: string | undefined;

  constructor(code: ProblemCode, fields: readonly Field[] = [], reason?: string) {
    super(code);
    this.name = 'ProblemError';
    this.code = code;
    this.fields = fields;
    this.reason = reason;
  }
}

/** A caller that is not known; to the outside all of them are the same. */
export const unknownCaller = (reason: string): ProblemError =>
  new ProblemError('UNAUTHENTICATED', [], reason);

/** A name that a caller made up may hold anything, also a personal code: only what looks like a field name is repeated. */
const FIELD_NAME = /^[A-Za-z][A-Za-z_]{0,39}$/;

const pathOf = (path: readonly PropertyKey[]): string =>
  path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${String(part)}`))
    .join('');

/** The wrong fields of an input, by path. */
export function fieldsOf(error: z.ZodError): Field[] {
  return error.issues.flatMap((issue): Field[] => {
    const path = pathOf(issue.path);
    if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }];
    return issue.keys.map((key) => {
      const name = FIELD_NAME.test(key) ? key : '(unnamed)';
      return { path: path ? `${path}.${name}` : name, message: 'unknown field' };
    });
  });
}

/**
 * Reads an input by its contract.
 *
 * @throws ProblemError `INVALID` with each wrong field
 */
export function parseInput<Output>(schema: z.ZodType<Output>, input: unknown): Output {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  throw new ProblemError('INVALID', fieldsOf(parsed.error));
}
