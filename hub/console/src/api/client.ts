import createClient, { type Middleware } from 'openapi-fetch';
import { currentLanguage } from '../i18n/language.ts';
import { currentSession, loseSession } from '../session/session.ts';
import type { paths } from './openapi.d.ts';
import { LostConnection, problemOf } from './problem.ts';

const asCaller: Middleware = {
  onRequest({ request }) {
    const session = currentSession();
    if (session) request.headers.set('authorization', `Bearer ${session.token}`);
    request.headers.set('accept-language', currentLanguage());
    return request;
  },
  onResponse({ response }) {
    if (response.status === 401) loseSession();
  },
  onError: () => new LostConnection(),
};

/** The hub's REST door, with the types of its OpenAPI description. */
export const api = createClient<paths>({ baseUrl: location.origin });
api.use(asCaller);

interface Outcome<Data> {
  readonly data?: Data | undefined;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The answer of a call.
 *
 * @throws ApiProblem as the hub says, or LostConnection
 */
export async function answerOf<Data extends object>(call: Promise<Outcome<Data | string>>): Promise<Data> {
  const { data, error, response } = await call;
  // A text is a file of the call, which is not asked for here.
  if (typeof data !== 'object') throw problemOf(error, response.status);
  return data;
}
