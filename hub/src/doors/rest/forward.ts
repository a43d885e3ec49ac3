import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { FILE_NAME_HEADER, type Operation, PROBLEMS, type ProblemCode } from '@saite/contracts';
import { makePass } from '@saite/identity';
import { codeOf, type Log } from '@saite/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Reach } from '../caller.ts';
import type { Language } from '../language.ts';
import { ProblemError, parseInput } from '../problem-error.ts';
import type { Door } from './call.ts';

const ANSWER_LIMIT = 1024;
/** An adapter that says nothing for so long, while nothing is sent either, is away. */
const SILENT_MS = 120_000;

/** A call that an adapter answers, once its caller was let in. */
export interface ForwardedCall {
  readonly operation: Operation;
  readonly door: Door;
  readonly reach: Reach;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Streams a call to the adapter that answers it, and its answer back; neither is kept. The adapter gets a pass that
 * says how far the caller sees, never the caller's token.
 */
export async function forward(call: ForwardedCall): Promise<FastifyReply> {
  const { operation, door, reach, request, reply } = call;
  if (door.sopaUrl === undefined) throw new ProblemError('UNAVAILABLE');
  if (operation.upload && reach.municipality === null) throw new ProblemError('FORBIDDEN');
  if (operation.upload && !isOfType(request, operation.upload)) throw new ProblemError('UNSUPPORTED_TYPE');
  if (operation.params) parseInput(operation.params, request.params);
  if (operation.query) parseInput(operation.query, request.query);
  const pass = await makePass(door.keyRing, 'sopa', { municipality: reach.municipality, seesAll: reach.all });
  const name = request.headers[FILE_NAME_HEADER];
  const answer = await send(
    new URL(request.url, door.sopaUrl),
    {
      method: operation.method,
      headers: {
        authorization: `Bearer ${pass}`,
        'saite-language': call.language,
        ...(operation.upload && { 'content-type': operation.upload }),
        ...(typeof name === 'string' && { [FILE_NAME_HEADER]: name }),
      },
    },
    operation.upload ? request : undefined,
    door.log,
  );
  const status = answer.statusCode ?? 500;
  if (status >= 400) throw new ProblemError(await problemIn(answer));
  return reply
    .code(status)
    .type(answer.headers['content-type'] ?? 'application/json; charset=utf-8')
    .send(answer);
}

const isOfType = ({ headers }: FastifyRequest, type: string): boolean =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() === type;

/** @throws ProblemError `UNAVAILABLE` if the adapter cannot be reached */
function send(
  url: URL,
  options: RequestOptions,
  upload: FastifyRequest | undefined,
  log: Log,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { ...options, timeout: SILENT_MS });
    const fail = (error: unknown): void => {
      log.warn('door.adapter-away', { part: 'sopa', code: codeOf(error) });
      reject(new ProblemError('UNAVAILABLE'));
    };
    outgoing.on('response', resolve);
    outgoing.on('error', fail);
    outgoing.on('timeout', () => outgoing.destroy(new Error('the adapter is silent')));
    if (!upload) outgoing.end();
    // A caller that breaks off breaks the adapter's call off too: nothing is left of the file.
    else
      pipeline(upload.raw, outgoing).catch((error: unknown) =>
        outgoing.destroy(error instanceof Error ? error : undefined),
      );
  });
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** The problem that an adapter told by its code. */
async function problemIn(answer: IncomingMessage): Promise<ProblemCode> {
  let text = '';
  for await (const chunk of answer) {
    text += String(chunk);
    if (text.length > ANSWER_LIMIT) break;
  }
  const code = /"code":"([A-Z_]{1,40})"/.exec(text)?.[1] ?? '';
  // Its refusal of the pass is no business of the caller.
  return isProblemCode(code) && code !== 'UNAUTHENTICATED' ? code : 'INTERNAL';
}
