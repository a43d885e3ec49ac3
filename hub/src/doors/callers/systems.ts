import { readFile } from 'node:fs/promises';
import type { System } from '@saite/contracts';
import { codeOf, type DependencyState, type Log, type Loop, SaiteError, startLoop } from '@saite/runtime';
import { parseSystems } from './systems-file.ts';

/** How often the file is looked at: a change holds within a second. */
const LOOK_AGAIN_MS = 400;

export interface SystemsOptions {
  /** Path of the file; without one nobody but people calls. */
  readonly path: string | undefined;
  /** Whether the registers are played: the file may come later, and grants may be those of the roles. */
  readonly isSandbox: boolean;
  readonly log: Log;
}

/**
 * The information systems that may call, as the operator's file says. The file is read again when it changes; a new
 * version that is not valid is reported and the one before it stays.
 */
export class Systems {
  readonly #options: SystemsOptions;
  #text: string | undefined;
  #byName: ReadonlyMap<string, System> = new Map();
  #byThumbprint: ReadonlyMap<string, System> = new Map();
  #broken: string | undefined;
  #loop: Loop | undefined;

  private constructor(options: SystemsOptions) {
    this.#options = options;
  }

  /**
   * Reads the file and watches it until closed.
   *
   * @throws SaiteError `SYSTEMS_INVALID` naming the field, `SYSTEMS_UNREADABLE`
   */
  static async open(options: SystemsOptions): Promise<Systems> {
    const systems = new Systems(options);
    const { path } = options;
    if (path === undefined) return systems;
    const text = await readIfThere(path);
    if (text !== undefined) systems.#take(text);
    else if (!options.isSandbox)
      throw new SaiteError(
        'SYSTEMS_UNREADABLE',
        'SAITE_SYSTEMS: the file of the calling systems is not there.',
      );
    systems.#loop = startLoop('systems-file', LOOK_AGAIN_MS, options.log, async () => {
      await systems.#lookAgain(path);
      return 'idle';
    });
    return systems;
  }

  /** The system that a certificate is pinned for. @param thumbprint SHA-256 of its DER, base64url */
  byThumbprint(thumbprint: string): System | undefined {
    return this.#byThumbprint.get(thumbprint);
  }

  /** The system of a name: its OAuth client id. */
  byName(name: string): System | undefined {
    return this.#byName.get(name);
  }

  /** How the file is, if there is one: degraded while its newest version is not the one that holds. */
  health(): Readonly<Record<string, DependencyState>> {
    if (this.#loop === undefined) return {};
    return {
      systems: this.#broken
        ? { state: 'degraded', needed: false, code: this.#broken }
        : { state: 'up', needed: false },
    };
  }

  async close(): Promise<void> {
    await this.#loop?.close();
  }

  async #lookAgain(path: string): Promise<void> {
    const { log } = this.#options;
    try {
      const text = await readIfThere(path);
      if (text === undefined && this.#text === undefined) return; // still to come
      if (text === undefined)
        throw new SaiteError('SYSTEMS_UNREADABLE', 'SAITE_SYSTEMS: the file of the calling systems is gone.');
      if (text !== this.#text) this.#take(text);
      else if (!this.#broken) return;
      this.#broken = undefined;
      log.info('systems.read', { count: this.#byName.size });
    } catch (error) {
      const isNews = this.#broken !== codeOf(error);
      this.#broken = codeOf(error);
      if (isNews) log.error('systems.kept-before', { code: codeOf(error) }, error);
    }
  }

  #take(text: string): void {
    const systems = parseSystems(text, this.#options.isSandbox);
    this.#byName = new Map(systems.map((system) => [system.system, system]));
    this.#byThumbprint = new Map(
      systems.flatMap((system) => system.certificates.map((certificate) => [certificate, system] as const)),
    );
    this.#text = text;
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return undefined;
    throw new SaiteError(
      'SYSTEMS_UNREADABLE',
      'SAITE_SYSTEMS: the file of the calling systems cannot be read.',
      {
        cause: error,
      },
    );
  }
}
