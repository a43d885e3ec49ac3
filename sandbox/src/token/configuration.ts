import {
  type AdapterFactory,
  type Configuration,
  errors,
  interactionPolicy,
  type KoaContextWithOIDC,
} from 'oidc-provider';
import { thumbprintOf } from '../authority/thumbprint.ts';
import { AUDIENCE, LIFETIME_S } from './issuer.ts';
import { ALGORITHM } from './keys.ts';
import { type Language, languageOf, pageHeaders } from './pages/page.ts';
import { errorPage, signedOutPage, signOutPage } from './pages/sign-out.ts';
import { peerCertificate, type RevocationCheck } from './peer-certificate.ts';
import type { ProviderParts } from './provider.ts';
import { userOf } from './users.ts';

/** Client id of the web console: public, code flow with PKCE. */
export const CONSOLE = 'saite-console';
/** The one resource of this issuer (RFC 8707); clients need not name it. */
const RESOURCE = 'urn:saite:hub';
const SCOPES = 'openid profile';
const SYSTEM_LIFETIME_S = 2 * 3600;
const SIGN_IN_S = 3600;

/** Paths of the provider, beside those of discovery. */
export const PATHS = {
  authorization: '/oidc/authorize',
  token: '/oidc/token',
  end_session: '/oidc/logout',
  jwks: '/jwks.json',
};

/** How the library is set up: code flow with PKCE for people, client credentials for systems, and nothing else. */
export function configurationOf(parts: ProviderParts, adapter: AdapterFactory): Configuration {
  const { keys, redirectUris, authority } = parts;
  return {
    adapter,
    jwks: { keys: keys.all().map((key) => ({ ...key })) },
    cookies: { keys: [...parts.cookieKeys] },
    routes: PATHS,
    scopes: SCOPES.split(' '),
    claims: { openid: ['sub'], profile: ['name', 'roles'] },
    conformIdTokenClaims: false,
    responseTypes: ['code'],
    pkce: { required: () => true },
    clientAuthMethods: ['none', 'private_key_jwt', 'tls_client_auth', 'self_signed_tls_client_auth'],
    enabledJWA: {
      clientAuthSigningAlgValues: ['RS256', 'PS256', 'ES256'],
      idTokenSigningAlgValues: [ALGORITHM],
    },
    clientDefaults: { id_token_signed_response_alg: ALGORITHM },
    clients: [
      {
        client_id: CONSOLE,
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: [...redirectUris],
        post_logout_redirect_uris: [...redirectUris],
        scope: SCOPES,
      },
    ],
    clientBasedCORS: (_context, origin, client) =>
      (client.redirectUris ?? []).some((uri) => new URL(uri).origin === origin),
    ttl: {
      AccessToken: LIFETIME_S,
      ClientCredentials: SYSTEM_LIFETIME_S,
      AuthorizationCode: 60,
      IdToken: SIGN_IN_S,
      Interaction: SIGN_IN_S,
      Session: LIFETIME_S,
      Grant: LIFETIME_S,
    },
    findAccount: (context, id) => {
      const user = userOf(id);
      if (!user) return undefined;
      const name = user.name[languageOfContext(context)];
      return { accountId: id, claims: () => ({ sub: id, name, roles: [...user.claims.roles] }) };
    },
    extraTokenClaims: (_context, token) =>
      'accountId' in token ? { ...userOf(token.accountId)?.claims } : undefined,
    formats: {
      customizers: {
        // Bound to the certificate whenever there was one (RFC 8705), by whatever the client showed who it is.
        jwt: (context, _token, { payload }) => {
          const certificate = peerCertificate(context.socket, authority);
          if (certificate) payload.cnf = { 'x5t#S256': thumbprintOf(certificate) };
        },
      },
    },
    interactions: {
      policy: withoutConsent(),
      url: (_context, interaction) => `/sign-in/${interaction.uid}`,
    },
    loadExistingGrant: grantAll,
    renderError: (context, { error }) => {
      show(context, errorPage(languageOfContext(context), error));
    },
    discovery: { mtls_endpoint_aliases: { token_endpoint: parts.mtlsUrl + PATHS.token } },
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: false },
      dPoP: { enabled: false },
      pushedAuthorizationRequests: { enabled: false },
      clientCredentials: { enabled: true },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => RESOURCE,
        useGrantedResource: () => true,
        getResourceServerInfo: (_context, resource) => {
          if (resource !== RESOURCE) throw new errors.InvalidTarget();
          const sign = { alg: ALGORITHM, kid: keys.current().kid } as const;
          return { scope: '', audience: AUDIENCE, accessTokenFormat: 'jwt', jwt: { sign } };
        },
      },
      mTLS: mutualTls(authority),
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (context, form) => {
          const leadsTo = context.oidc.params?.post_logout_redirect_uri;
          const back = typeof leadsTo === 'string' ? leadsTo : undefined;
          show(context, signOutPage(languageOfContext(context), form), back);
        },
        postLogoutSuccessSource: (context) => show(context, signedOutPage(languageOfContext(context))),
      },
    },
  };
}

/** Our own console needs nobody's consent. */
function withoutConsent(): interactionPolicy.DefaultPolicy {
  const policy = interactionPolicy.base();
  policy.remove('consent');
  return policy;
}

async function grantAll(context: KoaContextWithOIDC) {
  const { client, session, provider } = context.oidc;
  if (!client || !session?.accountId) return undefined;
  const known = session.grantIdFor(client.clientId);
  const kept = known === undefined ? undefined : await provider.Grant.find(known);
  if (kept) return kept;
  const grant = new provider.Grant({ clientId: client.clientId, accountId: session.accountId });
  grant.addOIDCScope(SCOPES);
  await grant.save();
  return grant;
}

function mutualTls(authority: RevocationCheck) {
  return {
    enabled: true,
    certificateBoundAccessTokens: true,
    tlsClientAuth: true,
    selfSignedTlsClientAuth: true,
    getCertificate: ({ socket }: KoaContextWithOIDC) => peerCertificate(socket, authority),
    certificateAuthorized: ({ socket }: KoaContextWithOIDC) =>
      'authorized' in socket && socket.authorized === true,
    certificateSubjectMatches: ({ socket }: KoaContextWithOIDC, property: string, expected: string) =>
      property === 'tls_client_auth_subject_dn' && peerCertificate(socket, authority)?.subject === expected,
  };
}

const languageOfContext = (context: KoaContextWithOIDC): Language => {
  const [wanted] = String(context.oidc.params?.ui_locales ?? '').split(/[ -]/);
  return languageOf(wanted, context.get('accept-language'));
};

function show(context: KoaContextWithOIDC, html: string, leadsTo?: string): void {
  context.set(pageHeaders(leadsTo));
  context.body = html;
}
