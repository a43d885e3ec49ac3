import { readFile } from 'node:fs/promises';
import { codeOf, type Log, type Loop, startLoop } from '@saite/runtime';
import type { TlsFiles } from '../callers/tls-port.ts';
import { ClientTrust } from './security/index.ts';

const LOOK_AGAIN_MS = 400;

type Files = Pick<TlsFiles, 'clientAuthorities' | 'revoked'>;

/**
 * Authorities of the certificates that sign messages, and what they took back: the same files as those of mutual TLS,
 * read again when they change. A new version that is not readable is reported and the one before it stays.
 */
export class TrustedAuthorities {
  readonly #files: Files;
  #text: string;
  #current: ClientTrust;
  readonly #loop: Loop;

  private constructor(files: Files, text: string, current: ClientTrust, log: Log) {
    this.#files = files;
    this.#text = text;
    this.#current = current;
    let broken: string | undefined;
    this.#loop = startLoop('client-authorities', LOOK_AGAIN_MS, log, async () => {
      try {
        await this.#lookAgain();
        broken = undefined;
      } catch (error) {
        if (broken !== codeOf(error)) log.error('authorities.kept-before', { code: codeOf(error) }, error);
        broken = codeOf(error);
      }
      return 'idle';
    });
  }

  /** @throws SaiteError `CLIENT_CA_UNREADABLE`, `CLIENT_CRL_UNREADABLE` */
  static async open(files: Files, log: Log): Promise<TrustedAuthorities> {
    const [authorities, revoked] = await readTexts(files);
    const trust = await ClientTrust.load(authorities, revoked);
    return new TrustedAuthorities(files, `${authorities}\n${revoked}`, trust, log);
  }

  get current(): ClientTrust {
    return this.#current;
  }

  async close(): Promise<void> {
    await this.#loop.close();
  }

  async #lookAgain(): Promise<void> {
    const [authorities, revoked] = await readTexts(this.#files);
    const text = `${authorities}\n${revoked}`;
    if (text === this.#text) return;
    this.#current = await ClientTrust.load(authorities, revoked);
    this.#text = text;
  }
}

async function readTexts({ clientAuthorities, revoked }: Files): Promise<[string, string | undefined]> {
  return [
    await readFile(clientAuthorities, 'utf8'),
    revoked === undefined ? undefined : await readFile(revoked, 'utf8'),
  ];
}
