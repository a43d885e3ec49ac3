import { InMemoryWebStorage, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts';
import * as z from 'zod/mini';
import { fromPage } from '../app/page-settings.ts';
import { ROLES, type Role } from './roles.ts';

/** What a token says of who signed in. */
export interface Session {
  readonly token: string;
  readonly sub: string;
  readonly name: string;
  readonly roles: readonly Role[];
  readonly institutionIds: readonly string[];
  readonly courtId: string | undefined;
  readonly municipality: string | undefined;
  /** Code of a person who looks at own data. */
  readonly personCode: string | undefined;
}

const Claims = z.object({
  sub: z.string(),
  roles: z.catch(z.array(z.enum(ROLES)), []),
  institutionIds: z.catch(z.array(z.string()), []),
  courtId: z.catch(z.optional(z.string()), undefined),
  municipality: z.catch(z.optional(z.string()), undefined),
  personCode: z.catch(z.optional(z.string()), undefined),
});

/**
 * Tokens live in the page's memory and nowhere else: a token of a person holds the personal code. What the browser
 * keeps for the way to the issuer and back is a random state and a verifier.
 */
const manager = new UserManager({
  authority: fromPage('issuer'),
  client_id: 'saite-console',
  redirect_uri: `${location.origin}/callback`,
  post_logout_redirect_uri: `${location.origin}/`,
  response_type: 'code',
  scope: 'openid profile',
  userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
  stateStore: new WebStorageStateStore({ store: sessionStorage }),
  automaticSilentRenew: false,
  monitorSession: false,
});

function sessionOf(user: User): Session {
  const [, payload = ''] = user.access_token.split('.');
  const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (letter) =>
    letter.charCodeAt(0),
  );
  const claims = Claims.parse(JSON.parse(new TextDecoder().decode(bytes)));
  return {
    token: user.access_token,
    ...claims,
    courtId: claims.courtId,
    municipality: claims.municipality,
    personCode: claims.personCode,
    name: user.profile.name ?? claims.sub,
  };
}

let session: Session | undefined;
let wasLost = false;
const listeners = new Set<() => void>();

function become(next: Session | undefined): void {
  session = next;
  for (const listener of listeners) listener();
}

export const currentSession = (): Session | undefined => session;
export const onSession = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

const ASKED = 'saite.asked';

/** Whether the address is the one to which the issuer sends back. */
const isReturn = (): boolean =>
  location.pathname === '/callback' && /[?&](?:code|error)=/.test(location.search);

/**
 * Finds out who signed in: takes what the issuer sent back, or asks it once, without a word to the reader, whether
 * somebody is signed in there already.
 *
 * @returns whether the page may go on; if not, the browser is on its way to the issuer
 */
export async function openSession(): Promise<boolean> {
  if (isReturn()) {
    try {
      const user = await manager.signinCallback();
      if (user) {
        sessionStorage.removeItem(ASKED);
        become(sessionOf(user));
      }
      history.replaceState(null, '', typeof user?.state === 'string' ? user.state : '/');
    } catch {
      history.replaceState(null, '', sessionStorage.getItem(ASKED) ?? '/'); // nobody is signed in there
    }
    return true;
  }
  if (sessionStorage.getItem(ASKED) !== null) return true;
  sessionStorage.setItem(ASKED, pathHere());
  await manager.signinRedirect({ prompt: 'none', state: pathHere() });
  return false;
}

const pathHere = (): string => location.pathname + location.search;

export const signIn = (): Promise<void> => manager.signinRedirect({ state: pathHere() });

/** The token is not taken any more: whoever signs in goes on where they are. */
export function loseSession(): void {
  wasLost ||= session !== undefined;
  become(undefined);
}

/** Whether somebody was signed in on this page until the token was not taken any more. */
export const sessionWasLost = (): boolean => wasLost;

export async function signOut(): Promise<void> {
  await manager.signoutRedirect();
}
