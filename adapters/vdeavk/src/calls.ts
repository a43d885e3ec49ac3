import {
  type Access,
  type HttpAnswer,
  httpCall,
  requireSuccess,
  type Tokens,
  type Upstream,
  UpstreamError,
} from '@saite/adapter-kit';
import type { PersonCode } from '@saite/contracts';
import { jsonOf, readJson } from './json.ts';
import { ChangesAnswer, DECISIONS_AT_ONCE, ErrorAnswer, PERMISSION_HEADER, QueryAnswer } from './protocol.ts';

const LIMIT_BYTES = 16 * 1024 * 1024;

export interface VdeavkOptions {
  /** Address of the register's calls, without a slash at the end. */
  readonly url: string;
  readonly upstream: Upstream;
  readonly tokens: Tokens;
}

interface Request {
  readonly operation: string;
  readonly path: string;
  readonly body?: unknown;
}

/** Headers that prove who calls and under which permission. */
export const headersOf = ({ token, permission }: Access) => ({
  authorization: `Bearer ${token}`,
  [PERMISSION_HEADER]: permission,
});

/** VDEĀVK's calls. Codes stand in bodies only. */
export class VdeavkCalls {
  readonly #options: VdeavkOptions;

  constructor(options: VdeavkOptions) {
    this.#options = options;
  }

  /** One page of the decisions on some persons. @param page token of the page; absent for the first */
  async query(codes: readonly PersonCode[], page: string | undefined): Promise<QueryAnswer> {
    const body = { codes, ...(page === undefined ? {} : { page }) };
    const answer = await this.#call({ operation: 'decisions', path: '/decisions/query', body });
    requireSuccess(answer);
    return readJson(answer, QueryAnswer);
  }

  /** Changes of everybody after one of them, or that VDEĀVK does not know the feed or the change. */
  async changes(
    feed: string | undefined,
    after: number,
    limit: number,
  ): Promise<ChangesAnswer | 'cursor-unknown'> {
    const query = new URLSearchParams({
      ...(feed === undefined ? {} : { feed }),
      after: String(after),
      limit: String(Math.min(limit, DECISIONS_AT_ONCE)),
    });
    const answer = await this.#call({ operation: 'changes', path: `/decisions/changes?${query}` });
    if (ErrorAnswer.safeParse(jsonOf(answer)).data?.error.code === 'CURSOR_UNKNOWN') return 'cursor-unknown';
    requireSuccess(answer);
    return readJson(answer, ChangesAnswer);
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

  #send({ path, body }: Request, access: Access, signal: AbortSignal): Promise<HttpAnswer> {
    const common = { url: `${this.#options.url}${path}`, signal, limitBytes: LIMIT_BYTES };
    const headers = { ...headersOf(access), accept: 'application/json' };
    if (body === undefined) return httpCall({ ...common, method: 'GET', headers });
    return httpCall({
      ...common,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json' },
      body: JSON.stringify(body),
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
