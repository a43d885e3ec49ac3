import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import {
  type CryptoKey,
  exportJWK,
  generateKeyPair,
  type JWK,
  type JWTHeaderParameters,
  SignJWT,
} from 'jose';

type Claims = Readonly<Record<string, unknown>>;

/** An OIDC issuer for tests: discovery, keys and tokens. */
export interface Issuer {
  readonly url: string;
  /** An access token (RFC 9068) of somebody. */
  token(claims: Claims): Promise<string>;
  /** Signs exactly these claims, under a header that may say anything; a key of the algorithm is made if need be. */
  sign(claims: Claims, header?: Partial<JWTHeaderParameters>): Promise<string>;
  /** What an access token of now says of the registered claims. */
  registered(): Readonly<Record<'iss' | 'aud' | 'sub', string> & Record<'iat' | 'exp', number>>;
  /** The key that tokens are signed with, and how it is published. */
  key(): Promise<SigningKey>;
  /** From now on there is another key, and the ones before are nobody's. */
  rotate(): void;
  /** How often the keys were asked for. */
  asked(): number;
  /** Answers whatever the test wants, until told otherwise. */
  answerWith(answer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined): void;
  close(): Promise<void>;
}

export interface SigningKey {
  readonly kid: string;
  readonly privateKey: CryptoKey;
  readonly jwk: JWK;
}

export async function openIssuer(): Promise<Issuer> {
  let generation = 1;
  let asked = 0;
  let answer: ((request: IncomingMessage, response: ServerResponse) => void) | undefined;
  const keys = new Map<string, Promise<SigningKey>>();
  const keyOf = (alg: string): Promise<SigningKey> => {
    const kid = `${alg}-${generation}`;
    const known = keys.get(kid);
    if (known) return known;
    const made = generateKeyPair(alg, { extractable: true }).then(async ({ privateKey, publicKey }) => ({
      kid,
      privateKey,
      jwk: { ...(await exportJWK(publicKey)), kid, alg, use: 'sig' },
    }));
    keys.set(kid, made);
    return made;
  };
  const server = createServer(async (request, response) => {
    if (answer) return answer(request, response);
    const isKeys = request.url === '/jwks.json';
    if (isKeys) asked += 1;
    const body = isKeys
      ? { keys: (await Promise.all(keys.values())).map(({ jwk }) => jwk) }
      : { issuer: url, jwks_uri: `${url}/jwks.json` };
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
  const sign = async (claims: Claims, header: Partial<JWTHeaderParameters> = {}) => {
    const { alg = 'ES256' } = header;
    const { kid, privateKey } = await keyOf(alg);
    return new SignJWT({ ...claims })
      .setProtectedHeader({ kid, typ: 'at+jwt', ...header, alg })
      .sign(privateKey);
  };
  const registered = () => {
    const iat = Math.floor(Date.now() / 1000);
    return { iss: url, aud: 'saite', sub: 'tester', iat, exp: iat + 7200 };
  };
  await keyOf('ES256');
  return {
    url,
    token: (claims) => sign({ ...registered(), ...claims }),
    sign,
    registered,
    key: () => keyOf('ES256'),
    rotate: () => {
      generation += 1;
      keys.clear();
    },
    asked: () => asked,
    answerWith: (other) => {
      answer = other;
    },
    close: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
