import { glob } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { OpenRegisterSandbox, RegisterSandbox, SandboxOptions } from '@saite/adapter-kit/sandbox';
import type { CallerClaims } from '@saite/contracts';
import { SaiteError } from '@saite/runtime';

const ADAPTERS = join(import.meta.dirname, '../../../adapters');

const isOpen = (value: unknown): value is OpenRegisterSandbox => typeof value === 'function';

/** What the host gives to every register. */
export interface HostedOptions extends SandboxOptions {
  /** The hub's REST door, for a register that calls it, and tokens that it takes. */
  readonly hub?: { readonly url: string; readonly tokenOf: (claims: CallerClaims) => Promise<string> };
}

/**
 * Opens the sandbox of every adapter that has one. They are found where they lie, so that a new register needs no
 * edit here.
 *
 * @throws SaiteError `SANDBOX_WITHOUT_OPEN` if a sandbox does not export `openSandbox`
 */
export async function openRegisters(
  options: HostedOptions,
  adapters: string = ADAPTERS,
): Promise<RegisterSandbox[]> {
  const paths: string[] = [];
  for await (const path of glob('*/src/sandbox/index.ts', { cwd: adapters })) paths.push(path);
  const registers: RegisterSandbox[] = [];
  for (const path of paths.sort()) {
    const module: Record<string, unknown> = await import(pathToFileURL(join(adapters, path)).href);
    if (!isOpen(module.openSandbox)) {
      throw new SaiteError('SANDBOX_WITHOUT_OPEN', `adapters/${path} does not export openSandbox.`);
    }
    registers.push(await module.openSandbox(options));
  }
  return registers;
}
