import { type HttpAnswer, httpCall, requireSuccess, type Upstream, UpstreamError } from '@saite/adapter-kit';
import type { PersonCode } from '@saite/contracts';
import { jsonOf, readJson } from '../json.ts';
import { ErrorAnswer } from '../outgoing/protocol.ts';
import { ChangesAnswer, QueryAnswer, SURVEYS_AT_ONCE } from './protocol.ts';

const LIMIT_BYTES = 32 * 1024 * 1024;

/** SOPA's calls for surveys. Codes stand in bodies only. */
export class SurveyCalls {
  readonly #url: string;
  readonly #upstream: Upstream;

  /** @param url address of SOPA, without a slash at the end */
  constructor(url: string, upstream: Upstream) {
    this.#url = url;
    this.#upstream = upstream;
  }

  async query(codes: readonly PersonCode[], page: string | undefined): Promise<QueryAnswer> {
    const body = { codes, ...(page === undefined ? {} : { page }) };
    const answer = await this.#call('surveys', '/surveys/query', JSON.stringify(body));
    requireSuccess(answer);
    return readJson(answer, QueryAnswer);
  }

  async changes(
    feed: string | undefined,
    after: number,
    limit: number,
  ): Promise<ChangesAnswer | 'cursor-unknown'> {
    const query = new URLSearchParams({
      ...(feed === undefined ? {} : { feed }),
      after: String(after),
      limit: String(Math.min(limit, SURVEYS_AT_ONCE)),
    });
    const answer = await this.#call('survey-changes', `/surveys/changes?${query}`);
    if (ErrorAnswer.safeParse(jsonOf(answer)).data?.error.code === 'CURSOR_UNKNOWN') return 'cursor-unknown';
    requireSuccess(answer);
    return readJson(answer, ChangesAnswer);
  }

  /** @returns an answer of SOPA's own; a failing or foreign one is an outage that the breaker sees */
  #call(operation: string, path: string, body?: string): Promise<HttpAnswer> {
    return this.#upstream.call(operation, async ({ signal }) => {
      const answer = await httpCall({
        url: `${this.#url}${path}`,
        method: body === undefined ? 'GET' : 'POST',
        headers: {
          accept: 'application/json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        },
        ...(body === undefined ? {} : { body }),
        signal,
        limitBytes: LIMIT_BYTES,
      });
      if (answer.status >= 500 || answer.status === 429) requireSuccess(answer);
      if (answer.status < 300 && jsonOf(answer) === undefined)
        throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not JSON');
      return answer;
    });
  }
}
