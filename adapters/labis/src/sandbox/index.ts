import {
  answerProblems,
  FaultSwitch,
  mountTokenEndpoint,
  openOAuthClients,
  openReceivedMessages,
  parseBody,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { z } from 'zod';
import { type Batch, ClientFile } from '../protocol.ts';
import { LABIS_FAULTS, type LabisFault, mountCalls, PERMISSION } from './calls.ts';
import { openKeyVersions } from './key-versions.ts';

/** The API manager of the state's information systems (VISS). */
const AUDIENCE = 'https://ha.viss.gov.lv/STS/VISS.Pfas.STS/oauth2/token';

export interface LabisSandboxOptions extends SandboxOptions {
  /** How long the fault `slow` lasts, milliseconds. */
  readonly slowMs?: number;
}

/** Opens LabIS as it is played: it takes batches, and shows what arrived. */
export async function openSandbox(options: LabisSandboxOptions): Promise<RegisterSandbox> {
  const { dataFolder, clock, slowMs } = options;
  const clients = await openOAuthClients({
    folder: dataFolder,
    register: 'labis',
    clientFile: ClientFile,
    audience: AUDIENCE,
    permission: PERMISSION,
    clock,
  });
  const messages = await openReceivedMessages<Batch>(dataFolder, 'labis', clock);
  const keyVersions = await openKeyVersions(dataFolder);
  const faults = new FaultSwitch<LabisFault>('labis', clock, LABIS_FAULTS, slowMs);
  return {
    name: 'labis',
    async mount(app) {
      await app.register(async (control) => {
        answerProblems(control);
        faults.mount(control);
        control.get('/sandbox/labis/inbox', () => messages.all());
        control.get('/sandbox/labis/key-versions', () => keyVersions.all());
      });
      await app.register(async (protocol) => {
        protocol.addHook('onRequest', faults.hook);
        mountTokenEndpoint(protocol, 'labis', clients);
        await protocol.register(async (data) => mountCalls(data, { messages, keyVersions, clients, faults }));
      });
    },
    /** It tells nothing, so there is nothing to load. */
    async load(records) {
      parseBody(z.array(z.never()), records);
    },
    async close() {
      await messages.close();
      await keyVersions.close();
    },
  };
}
