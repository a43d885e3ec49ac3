import { PROBLEMS, type Problem, type ProblemCode } from '@saite/contracts';
import type { FastifyInstance } from 'fastify';
import type { z } from 'zod';

type Field = NonNullable<Problem['errors']>[number];

/** What a sandbox refuses; its text names fields and never shows a value. */
export class SandboxProblem extends Error {
  readonly code: ProblemCode;
  readonly fields: readonly Field[];
  constructor(code: ProblemCode, fields: readonly Field[] = []) {
    super(`${code}${fields.map((field) => ` ${field.path}: ${field.message}`).join(';')}`);
    this.name = 'SandboxProblem';
    this.code = code;
    this.fields = fields;
  }
}

/** A path as `[0].residence.atvk`; a key that does not look like a field's name might be data and is not shown. */
function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    const name = /^[A-Za-z][A-Za-z0-9_]{0,40}$/.test(String(part)) ? String(part) : '?';
    return text === '' ? name : `${text}.${name}`;
  }, '');
}

const fieldsOf = (error: z.ZodError): Field[] =>
  error.issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ path: pathText([...issue.path, key]), message: 'unknown field' }))
      : [{ path: pathText(issue.path), message: issue.message }],
  );

/**
 * Checks the body of a control call.
 *
 * @throws SandboxProblem `INVALID` with the path of each field that is wrong
 */
export function parseBody<Schema extends z.ZodType>(schema: Schema, body: unknown): z.output<Schema> {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new SandboxProblem('INVALID', fieldsOf(parsed.error));
}

const codeOfStatus: Readonly<Record<number, ProblemCode>> = {
  400: 'UNREADABLE',
  404: 'NOT_FOUND',
  413: 'TOO_LARGE',
  415: 'UNSUPPORTED_TYPE',
};

function problemOf(error: unknown): Problem {
  const status = error instanceof Error && 'statusCode' in error ? Number(error.statusCode) : 500;
  const code = error instanceof SandboxProblem ? error.code : (codeOfStatus[status] ?? 'INTERNAL');
  const kind = PROBLEMS[code];
  return {
    type: `urn:saite:problem:${code.toLowerCase()}`,
    title: kind.title.en,
    status: kind.status,
    code,
    detail: kind.next.en,
    ...(error instanceof SandboxProblem && error.fields.length > 0 ? { errors: [...error.fields] } : {}),
  };
}

/** Makes the calls of this scope answer errors as problem details (RFC 9457), never with a value or a stack. */
export function answerProblems(app: FastifyInstance): void {
  app.setErrorHandler((error, _request, reply) => {
    const problem = problemOf(error);
    return reply.status(problem.status).type('application/problem+json').send(JSON.stringify(problem));
  });
}
