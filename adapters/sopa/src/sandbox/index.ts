import {
  answerProblems,
  FaultSwitch,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { openOutgoingSchema } from '../outgoing/protocol.ts';
import { openDropFolders } from './drop-folders.ts';
import { mountFolders, SOPA_FAULTS, type SopaFault } from './folder-door.ts';

const SLOW_READING_MS = 3_000;

export interface SopaSandboxOptions extends SandboxOptions {
  /** How long the fault `slow` lasts, milliseconds. */
  readonly slowMs?: number;
  /** After what time the receipts come under the fault `slow-reading`, milliseconds. */
  readonly slowReadingMs?: number;
}

/** Opens SOPA as it is played, for all municipalities: their folders, and the control calls. */
export async function openSandbox(options: SopaSandboxOptions): Promise<RegisterSandbox> {
  const { dataFolder, clock } = options;
  const schema = openOutgoingSchema();
  const folders = await openDropFolders(dataFolder, clock, schema);
  const faults = new FaultSwitch<SopaFault>('sopa', clock, SOPA_FAULTS, options.slowMs);
  return {
    name: 'sopa',
    async mount(app) {
      await app.register(async (control) => {
        answerProblems(control);
        faults.mount(control);
        control.get('/sandbox/sopa/inbox', () => folders.inbox());
      });
      await app.register(async (protocol) => {
        protocol.addHook('onRequest', faults.hook);
        mountFolders(protocol, folders, faults, options.slowReadingMs ?? SLOW_READING_MS);
      });
    },
    async load() {},
    async close() {
      await folders.close();
      schema[Symbol.dispose]();
    },
  };
}
