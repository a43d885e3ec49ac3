import {
  answerProblems,
  FaultSwitch,
  openReceivedMessages,
  parseBody,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { z } from 'zod';
import { type ArrivedSurvey, INSPECTION_FAULTS, type InspectionFault, mountCalls } from './calls.ts';
import { readOrMakeKey } from './client-key.ts';

export interface InspectionSandboxOptions extends SandboxOptions {
  /** How long the fault `slow` lasts, milliseconds. */
  readonly slowMs?: number;
}

/** Opens the inspection's system as it is played: its calls, and the control calls. */
export async function openSandbox(options: InspectionSandboxOptions): Promise<RegisterSandbox> {
  const { dataFolder, clock } = options;
  const apiKey = await readOrMakeKey(dataFolder);
  const messages = await openReceivedMessages<ArrivedSurvey>(dataFolder, 'inspection', clock);
  const faults = new FaultSwitch<InspectionFault>('inspection', clock, INSPECTION_FAULTS, options.slowMs);
  return {
    name: 'inspection',
    async mount(app) {
      await app.register(async (control) => {
        answerProblems(control);
        faults.mount(control);
        control.get('/sandbox/inspection/inbox', () => messages.all());
      });
      await app.register(async (protocol) => {
        protocol.addHook('onRequest', faults.hook);
        mountCalls(protocol, { messages, apiKey, faults });
      });
    },
    /** It tells nothing, so there is nothing to load. */
    async load(records) {
      parseBody(z.array(z.never()), records);
    },
    close: () => messages.close(),
  };
}
