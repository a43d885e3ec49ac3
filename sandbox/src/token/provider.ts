import type { Log } from '@saite/runtime';
import Provider, { type Adapter, type KoaContextWithOIDC } from 'oidc-provider';
import type { Clients } from './clients.ts';
import { configurationOf } from './configuration.ts';
import type { SigningKeys } from './keys.ts';
import type { RevocationCheck } from './peer-certificate.ts';
import { MemoryStore } from './store.ts';

/** What the identity provider is made of. */
export interface ProviderParts {
  /** Base address of the sandbox. */
  readonly issuer: string;
  readonly keys: SigningKeys;
  /** Secrets that sign the cookies, the newest first. */
  readonly cookieKeys: readonly string[];
  readonly clients: Clients;
  readonly authority: RevocationCheck;
  /** Addresses to which the console may have people led back. */
  readonly redirectUris: readonly string[];
  /** Address of the door with mutual TLS. */
  readonly mtlsUrl: string;
  readonly log: Log;
}

/** The identity provider; with new keys it is made anew upon the same memory. */
export interface IdentityProvider {
  current(): Provider;
  /** Makes a new key for tokens; those before stay published. */
  rotate(): Promise<void>;
}

export function openProvider(parts: ProviderParts): IdentityProvider {
  const memory = openMemory(parts.clients);
  const make = () => {
    const provider = new Provider(parts.issuer, configurationOf(parts, memory));
    provider.silent = true; // its errors are told here and nowhere else
    provider.on('server_error', (_context: KoaContextWithOIDC, error: Error) =>
      parts.log.error('issuer.failed', {}, error),
    );
    return provider;
  };
  let provider = make();
  return {
    current: () => provider,
    async rotate() {
      await parts.keys.rotate();
      provider = make();
    },
  };
}

/** One store for each kind of thing; systems are those that registered. */
function openMemory(clients: Clients): (kind: string) => Adapter {
  const stores = new Map<string, MemoryStore>();
  return (kind) => {
    const known = stores.get(kind) ?? (kind === 'Client' ? new ClientStore(clients) : new MemoryStore());
    stores.set(kind, known);
    return known;
  };
}

class ClientStore extends MemoryStore {
  readonly #clients: Clients;

  constructor(clients: Clients) {
    super();
    this.#clients = clients;
  }

  override async find(id: string) {
    return this.#clients.metadataOf(id);
  }
}
