import {
  answerProblems,
  FaultSwitch,
  parseBody,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { z } from 'zod';
import { openCatalogue } from './catalogue.ts';
import { BASE_PATH, CKAN_FAULTS, type CkanFault, mountDoor } from './door.ts';
import { inboxOf } from './inbox.ts';
import { readOrMakeClient } from './users.ts';

export interface CkanSandboxOptions extends SandboxOptions {
  /** How long the fault `slow` lasts, milliseconds. */
  readonly slowMs?: number;
}

/** Opens the open data portal as it is played: CKAN's calls, and the control calls. */
export async function openSandbox(options: CkanSandboxOptions): Promise<RegisterSandbox> {
  const { dataFolder, clock } = options;
  const { token } = await readOrMakeClient(dataFolder);
  const catalogue = await openCatalogue(dataFolder);
  const faults = new FaultSwitch<CkanFault>('ckan', clock, CKAN_FAULTS, options.slowMs);
  return {
    name: 'ckan',
    async mount(app) {
      await app.register(async (control) => {
        answerProblems(control);
        faults.mount(control);
        control.get('/sandbox/ckan/inbox', (request) =>
          inboxOf(catalogue, `${request.protocol}://${request.host}${BASE_PATH}`),
        );
      });
      await app.register(async (portal) => {
        portal.addHook('onRequest', faults.hook);
        await mountDoor(portal, { catalogue, clock, token, faults });
      });
    },
    /** It tells nothing, so there is nothing to load. */
    async load(records) {
      parseBody(z.array(z.never()), records);
    },
    close: () => catalogue.close(),
  };
}
