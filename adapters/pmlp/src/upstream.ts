import {
  type Access,
  type CallContext,
  type HttpAnswer,
  httpCall,
  requireSuccess,
  type Tokens,
  type Upstream,
  UpstreamError,
} from '@saite/adapter-kit';
import type { PersonCode } from '@saite/contracts';
import type { Clock } from '@saite/runtime';
import { pathOf, readJson } from './answer.ts';
import {
  ChangesAnswer,
  ErrorAnswer,
  PERMISSION_HEADER,
  PermissionsAnswer,
  PersonRecord,
  QueryAnswerFrame,
  WatchedAnswer,
} from './protocol.ts';

/** A code for which PMLP gave something that must not be taken. */
export interface WrongPerson {
  readonly asked: PersonCode;
  readonly reason: 'ANSWER_INVALID' | 'ANSWER_OF_ANOTHER';
  /** Path of the field that is wrong. */
  readonly path: string;
}

/** What PMLP answered to a query; a code that is in neither list is of nobody whom PMLP knows. */
export interface FoundPersons {
  readonly found: ReadonlyMap<PersonCode, PersonRecord>;
  readonly wrong: readonly WrongPerson[];
}

export interface PmlpOptions {
  /** Address of the register's data calls, without a slash at the end. */
  readonly url: string;
  readonly upstream: Upstream;
  readonly tokens: Tokens;
  readonly clock: Clock;
}

interface Request {
  readonly operation: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: unknown;
}

const LIMIT_BYTES = 8 * 1024 * 1024;
const CHANGES_AT_ONCE = 1_000;
const DEFAULT_WAIT_S = 1;
const LONGEST_WAIT_S = 600;

/** PMLP's register of natural persons, as its contract has it. Codes stand in bodies only. */
export class Pmlp {
  readonly #options: PmlpOptions;
  /** Time before which the register does not want to be called, ms. */
  #notBefore = 0;

  constructor(options: PmlpOptions) {
    this.#options = options;
  }

  /** Watches codes from now on; watching one again changes nothing. */
  async watch(codes: readonly PersonCode[]): Promise<void> {
    const answer = await this.#call({
      operation: 'watch',
      method: 'POST',
      path: '/watched',
      body: { codes },
    });
    requireSuccess(answer);
    readJson(answer, WatchedAnswer);
  }

  /**
   * Asks for persons by present or former codes. One record that is wrong spoils no other.
   *
   * @throws UpstreamError if the answer as a whole must not be taken
   */
  async query(codes: readonly PersonCode[]): Promise<FoundPersons> {
    const path = '/persons/query';
    const answer = await this.#call({ operation: 'query', method: 'POST', path, body: { codes } });
    if (errorCodeOf(answer) === 'ENTITY_NOT_FOUND') return { found: new Map(), wrong: [] };
    requireSuccess(answer);
    const found = new Map<PersonCode, PersonRecord>();
    const wrong: WrongPerson[] = [];
    for (const { asked, person } of readJson(answer, QueryAnswerFrame).items) {
      if (!codes.includes(asked)) {
        throw new UpstreamError('ANSWER_OF_ANOTHER', 'a person was not asked for', 'items.asked');
      }
      const parsed = PersonRecord.safeParse(person);
      if (!parsed.success) wrong.push({ asked, reason: 'ANSWER_INVALID', path: pathOf(parsed.error) });
      else if (![parsed.data.person_code, ...parsed.data.former_codes].includes(asked)) {
        wrong.push({ asked, reason: 'ANSWER_OF_ANOTHER', path: 'person_code' });
      } else found.set(asked, parsed.data);
    }
    return { found, wrong };
  }

  /** @returns changes of watched persons after a cursor, or that the register does not know the cursor */
  async changes(after: string | undefined): Promise<ChangesAnswer | 'cursor-unknown'> {
    const query = new URLSearchParams({
      limit: String(CHANGES_AT_ONCE),
      ...(after === undefined ? {} : { after }),
    });
    const answer = await this.#call({ operation: 'changes', method: 'GET', path: `/changes?${query}` });
    if (errorCodeOf(answer) === 'CURSOR_UNKNOWN') return 'cursor-unknown';
    requireSuccess(answer);
    return readJson(answer, ChangesAnswer);
  }

  /** The permissions that the client has, and the number of the one that it uses. */
  async permissions(): Promise<{ permissions: PermissionsAnswer; used: string }> {
    const answer = await this.#call({
      operation: 'permissions',
      method: 'GET',
      path: '/current_user_permissions',
    });
    requireSuccess(answer);
    const { permission } = await this.#options.tokens.get(AbortSignal.timeout(1_000)); // kept since the call
    return { permissions: readJson(answer, PermissionsAnswer), used: permission };
  }

  /**
   * One call under a token in force. A register that asks to wait (429) is not away: it is left alone for as long as
   * it says, and the breaker does not count it.
   */
  async #call(request: Request): Promise<HttpAnswer> {
    const { upstream, clock } = this.#options;
    const busy = () => new UpstreamError('UPSTREAM_BUSY', 'the register asks to wait (429)');
    if (clock.now().getTime() < this.#notBefore) throw busy();
    const answer = await upstream.call(request.operation, async (context) => {
      const first = await this.#send(request, context);
      if (first.answer.status !== 401) return passOutage(first.answer);
      this.#options.tokens.drop(first.access); // it may have ended before its time: once more with a new one
      return passOutage((await this.#send(request, context)).answer);
    });
    if (answer.status !== 429) return answer;
    const waitS = Math.min(LONGEST_WAIT_S, answer.retryAfterS ?? DEFAULT_WAIT_S);
    this.#notBefore = clock.now().getTime() + waitS * 1000;
    throw busy();
  }

  async #send(
    { method, path, body }: Request,
    { signal }: CallContext,
  ): Promise<{ answer: HttpAnswer; access: Access }> {
    const access = await this.#options.tokens.get(signal);
    const answer = await httpCall({
      url: `${this.#options.url}${path}`,
      method,
      headers: {
        authorization: access.token,
        [PERMISSION_HEADER]: access.permission,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal,
      limitBytes: LIMIT_BYTES,
    });
    return { answer, access };
  }
}

/** What the breaker must see: a register that fails, or whose answer is none of its own. */
function passOutage(answer: HttpAnswer): HttpAnswer {
  if (answer.status >= 500) requireSuccess(answer);
  if (answer.status < 300 && !/^application\/json\b/.test(answer.contentType)) {
    throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not JSON');
  }
  return answer;
}

/** The register's own error code, where it gives one with status 400. */
function errorCodeOf(answer: HttpAnswer): string | undefined {
  if (answer.status !== 400) return undefined;
  try {
    return readJson(answer, ErrorAnswer).error.code;
  } catch {
    return undefined;
  }
}
