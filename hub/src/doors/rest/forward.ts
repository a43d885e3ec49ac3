import { request as httpRequest, type IncomingMessage, type RequestOptions } from 'node:http';
import { pipeline } from 'node:stream/promises';
import {
  FILE_NAME_HEADER,
  type Operation,
  type OperationId,
  PROBLEMS,
  type ProblemCode,
} from '@saite/contracts';
import { makePass } from '@saite/identity';
import { codeOf, inTransaction } from '@saite/runtime';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { appendAudit } from '../../audit/append.ts';
import type { Reach } from '../caller.ts';
import type { Language } from '../language.ts';
import { type Admitted, auditedCall } from '../perform.ts';
import { ProblemError } from '../problem-error.ts';
import { onwardPath } from './onward-path.ts';
import type { RestDoor } from './rest-door.ts';

const ANSWER_LIMIT = 1024;
/** A service that says nothing for so long, while nothing is sent either, is away. */
const SILENT_MS = 120_000;

/** A call that a service behind the hub answers, once its caller was let in. */
export interface ForwardedCall {
  readonly id: OperationId;
  readonly operation: Operation & Required<Pick<Operation, 'answeredBy'>>;
  readonly door: RestDoor;
  /** Who was let in; absent for a call that is open to everybody. */
  readonly admitted: Admitted | undefined;
  readonly language: Language;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

/**
 * Streams a call to the service that answers it, and its answer back; neither is kept. The service gets a pass that
 * says how far the caller sees, never the caller's token; for what is open to everybody there is no pass.
 */
export async function forward(call: ForwardedCall): Promise<FastifyReply> {
  const { operation, door, admitted, request, reply } = call;
  const reach = admitted?.reach;
  const address = door.behind[operation.answeredBy];
  if (address === undefined) throw new ProblemError('UNAVAILABLE');
  if (operation.upload && !reach?.municipality) throw new ProblemError('FORBIDDEN');
  if (operation.upload && !isOfType(request, operation.upload)) throw new ProblemError('UNSUPPORTED_TYPE');
  const path = onwardPath(operation, request.params, request.query);
  if (admitted) await trace(call, admitted);
  const name = request.headers[FILE_NAME_HEADER];
  const answer = await send(
    new URL(path, address),
    {
      method: operation.method,
      headers: {
        ...(reach && { authorization: `Bearer ${await passOf(call, reach)}` }),
        ...(operation.answer.alsoAs && { accept: request.headers.accept ?? '*/*' }),
        'saite-language': call.language,
        ...(operation.upload && { 'content-type': operation.upload }),
        ...(typeof name === 'string' && { [FILE_NAME_HEADER]: name }),
      },
    },
    operation.upload ? request : undefined,
    (error) => door.log.warn('door.service-away', { part: operation.answeredBy, code: codeOf(error) }),
  );
  const status = answer.statusCode ?? 500;
  // A service that sends elsewhere is not the one that was let answer: no redirect is followed or passed on.
  if (status >= 300) throw new ProblemError(await problemIn(answer));
  return reply
    .code(status)
    .type(answer.headers['content-type'] ?? 'application/json; charset=utf-8')
    .send(answer);
}

/** What the service tells of whom is its own; here it is noted who asked for it, before anything is answered. */
async function trace({ id, operation, door, request }: ForwardedCall, admitted: Admitted): Promise<void> {
  const audited = auditedCall(admitted, id, operation.method === 'GET' ? 'look' : 'change');
  const target = operation.params && Object.values(Object(request.params)).map(String).join('/');
  await inTransaction(door.database, (transaction) =>
    appendAudit(
      transaction,
      door.keyRing,
      audited,
      { persons: [], ...(target && { target }) },
      door.clock.now(),
    ),
  );
}

const passOf = ({ door, operation }: ForwardedCall, { municipality, all }: Reach): Promise<string> =>
  makePass(door.keyRing, operation.answeredBy, { municipality, seesAll: all });

const isOfType = ({ headers }: FastifyRequest, type: string): boolean =>
  (headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase() === type;

/** @throws ProblemError `UNAVAILABLE` if the service cannot be reached */
function send(
  url: URL,
  options: RequestOptions,
  upload: FastifyRequest | undefined,
  onAway: (error: unknown) => void,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const outgoing = httpRequest(url, { ...options, timeout: SILENT_MS });
    const fail = (error: unknown): void => {
      onAway(error);
      reject(new ProblemError('UNAVAILABLE'));
    };
    outgoing.on('response', resolve);
    outgoing.on('error', fail);
    outgoing.on('timeout', () => outgoing.destroy(new Error('the service is silent')));
    if (!upload) outgoing.end();
    // A caller that breaks off breaks the service's call off too: nothing is left of the file.
    else
      pipeline(upload.raw, outgoing).catch((error: unknown) =>
        outgoing.destroy(error instanceof Error ? error : undefined),
      );
  });
}

const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(PROBLEMS, code);

/** The problem that a service told by its code. */
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
