import {
  type Access,
  type HttpAnswer,
  type HttpRequest,
  httpCall,
  requireSuccess,
  type Tokens,
  type Upstream,
  UpstreamError,
} from '@saite/adapter-kit';
import type { z } from 'zod';
import type { KeyVersion } from './keys/file.ts';
import {
  type Batch,
  ErrorAnswer,
  type KeyVersionState,
  PERMISSION_HEADER,
  ReceiptAnswer,
  type RefusedRecord,
} from './protocol.ts';

const LIMIT_BYTES = 1024 * 1024;

export interface LabisCallsOptions {
  /** Address of LabIS's calls, without a slash at the end. */
  readonly url: string;
  readonly upstream: Upstream;
  readonly tokens: Tokens;
}

interface Request {
  readonly operation: string;
  readonly method: HttpRequest['method'];
  readonly path: string;
  readonly body?: unknown;
}

/** Headers that prove who calls and under which permission. */
export const headersOf = ({ token, permission }: Access) => ({
  authorization: `Bearer ${token}`,
  [PERMISSION_HEADER]: permission,
});

/** LabIS will not have some records of a batch; nothing of it was taken. */
export interface RefusedBatch {
  readonly refused: readonly RefusedRecord[];
  readonly code: string;
}

/** What LabIS says to a batch. */
export type BatchOutcome = { readonly receipt: string } | RefusedBatch;

/** LabIS's calls. Addresses hold ids of messages and versions of keys only. */
export class LabisCalls {
  readonly #options: LabisCallsOptions;

  constructor(options: LabisCallsOptions) {
    this.#options = options;
  }

  /** The receipt of a batch; `undefined` if LabIS took none with that id. */
  async receiptOf(messageId: string): Promise<string | undefined> {
    const answer = await this.#call({ operation: 'receipt', method: 'GET', path: `/batches/${messageId}` });
    if (errorOf(answer)?.code === 'BATCH_UNKNOWN') return undefined;
    requireSuccess(answer);
    return read(answer, ReceiptAnswer).receipt;
  }

  /** @throws UpstreamError `REFUSED` if the batch as a whole is not taken: it is not its records that are wrong */
  async send(messageId: string, batch: Batch): Promise<BatchOutcome> {
    const body = { messageId, ...batch };
    const answer = await this.#call({ operation: 'batch', method: 'POST', path: '/batches', body });
    const error = errorOf(answer);
    if (error?.code === 'RECORDS_INVALID' && error.records?.length)
      return { refused: error.records, code: error.code };
    requireTaken(answer);
    return { receipt: read(answer, ReceiptAnswer).receipt };
  }

  /** Tells how far a version of the key is; the same word again changes nothing. */
  async tellKeyVersion(version: KeyVersion, state: KeyVersionState['state']): Promise<void> {
    requireTaken(
      await this.#call({
        operation: 'key-version',
        method: 'PUT',
        path: `/key-versions/${version}`,
        body: { state },
      }),
    );
  }

  /** One call under a token in force; one that ended before its time is replaced once. */
  #call(request: Request): Promise<HttpAnswer> {
    const { upstream, tokens } = this.#options;
    return upstream.call(request.operation, async ({ signal }) => {
      const access = await tokens.get(signal);
      const answer = await this.#send(request, access, signal);
      if (answer.status !== 401) return passOutage(answer);
      tokens.drop(access);
      return passOutage(await this.#send(request, await tokens.get(signal), signal));
    });
  }

  #send({ method, path, body }: Request, access: Access, signal: AbortSignal): Promise<HttpAnswer> {
    const headers = { ...headersOf(access), accept: 'application/json' };
    return httpCall({
      url: `${this.#options.url}${path}`,
      method,
      signal,
      limitBytes: LIMIT_BYTES,
      headers: body === undefined ? headers : { ...headers, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  }
}

/** What the breaker must see: a register that fails or asks to wait, or whose answer is none of its own. */
function passOutage(answer: HttpAnswer): HttpAnswer {
  if (answer.status >= 500 || answer.status === 429) requireSuccess(answer);
  if (answer.status < 300 && jsonOf(answer) === undefined)
    throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not JSON');
  return answer;
}

function requireTaken(answer: HttpAnswer): void {
  const code = errorOf(answer)?.code;
  if (code !== undefined && answer.status !== 401 && answer.status !== 403)
    throw new UpstreamError('REFUSED', `LabIS refuses it (${code})`, '', code);
  requireSuccess(answer);
}

const errorOf = (answer: HttpAnswer) =>
  answer.status < 400 ? undefined : ErrorAnswer.safeParse(jsonOf(answer)).data?.error;

function read<Schema extends z.ZodType>(answer: HttpAnswer, schema: Schema): z.output<Schema> {
  const { data, error } = schema.safeParse(jsonOf(answer));
  if (data !== undefined) return data;
  const path = error?.issues[0]?.path.map(String).join('.');
  throw new UpstreamError('ANSWER_INVALID', 'the answer is not as the contract says', path);
}

/** JSON of an answer; `undefined` if it is none. */
function jsonOf({ contentType, body }: HttpAnswer): unknown {
  try {
    return /^application\/json\b/i.test(contentType) ? JSON.parse(body) : undefined;
  } catch {
    return undefined;
  }
}
