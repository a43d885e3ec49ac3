import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Clock, Log } from '@saite/runtime';
import type { Authority } from './authority.ts';
import { EVERYBODY, inTurn, writeWhole } from './files.ts';
import { keepServerCertificate } from './server-certificate.ts';

const RENEWAL_MS = 3_600_000;

/** What a TLS server of the sandbox's world needs, as PEM. */
export interface TlsParts {
  readonly cert: string;
  readonly key: string;
  readonly ca: string;
  readonly crl: string;
}

/** The files by which servers speak TLS and know their clients. */
export interface TlsFiles {
  /** Those of the sandbox's own door. */
  own(): Promise<TlsParts>;
  /** Writes down what has changed, now; certificates only when they come to their end. */
  renew(): Promise<void>;
  /** @param hears after every renewal, with the parts of the sandbox's own door */
  onRenewed(hears: (parts: TlsParts) => void): void;
  close(): void;
}

export interface TlsFilesOptions {
  /** Folder for what the hub reads: `ca.pem`, `hub.pem`, `hub-key.pem`, `crl.pem`. */
  readonly folder: string;
  /** Folder for what is the sandbox's alone. */
  readonly ownFolder: string;
  /** Under which host names and addresses hub and sandbox are called. */
  readonly names: { readonly hub: readonly string[]; readonly sandbox: readonly string[] };
  readonly clock: Clock;
  readonly log: Log;
}

/** Makes the files and keeps them good for as long as the sandbox runs. */
export async function openTlsFiles(authority: Authority, options: TlsFilesOptions): Promise<TlsFiles> {
  const { folder, ownFolder, names, clock, log } = options;
  const hub = { certificate: join(folder, 'hub.pem'), key: join(folder, 'hub-key.pem') };
  const sandbox = { certificate: join(ownFolder, 'sandbox.pem'), key: join(ownFolder, 'sandbox-key.pem') };
  const list = join(folder, 'crl.pem');
  const oneAtATime = inTurn();
  let hears: (parts: TlsParts) => void = () => {};

  const own = async (): Promise<TlsParts> => ({
    cert: await readFile(sandbox.certificate, 'utf8'),
    key: await readFile(sandbox.key, 'utf8'),
    ca: authority.certificate,
    crl: await readFile(list, 'utf8'),
  });
  const renew = () =>
    oneAtATime(async () => {
      await writeWhole(join(folder, 'ca.pem'), authority.certificate, EVERYBODY);
      await keepServerCertificate(authority, hub, names.hub, clock);
      await keepServerCertificate(authority, sandbox, names.sandbox, clock);
      await writeWhole(list, await authority.revocations(), EVERYBODY);
      hears(await own());
    });

  await renew();
  const timer = setInterval(() => {
    renew().catch((error: unknown) => log.error('authority.not-renewed', {}, error));
  }, RENEWAL_MS).unref();
  return {
    own,
    renew,
    onRenewed: (heard) => {
      hears = heard;
    },
    close: () => clearInterval(timer),
  };
}
