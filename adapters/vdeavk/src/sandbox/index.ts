import {
  answerProblems,
  FaultSwitch,
  feedId,
  openPersonRecords,
  parseBody,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { z } from 'zod';
import { DECISIONS_AT_ONCE } from '../protocol.ts';
import { openClients } from './clients.ts';
import { mountDataCalls, OWN_FAULTS, type OwnFault } from './data-calls.ts';
import { DecisionBody, type PlayedDecision } from './decisions.ts';

const CONTROL_LIMIT_BYTES = 256 * 1024 * 1024;

export interface VdeavkSandboxOptions extends SandboxOptions {
  /** Most decisions on a page. */
  readonly pageSize?: number;
}

/** Opens VDEĀVK as it is played: its calls, and the control calls. */
export async function openSandbox(options: VdeavkSandboxOptions): Promise<RegisterSandbox> {
  const { dataFolder, clock } = options;
  const clients = await openClients(dataFolder, clock);
  const decisions = await openPersonRecords<PlayedDecision>(
    dataFolder,
    'vdeavk-decisions',
    (decision) => decision.decisionId,
    (decision) => decision.personCode,
  );
  const feed = await feedId(dataFolder, 'vdeavk');
  const fault = new FaultSwitch<OwnFault>('vdeavk', clock, OWN_FAULTS);
  const pageSize = options.pageSize ?? DECISIONS_AT_ONCE;
  const take = async (records: unknown) => {
    const given = parseBody(z.array(DecisionBody), records);
    const taken = await decisions.take(given);
    return { taken, unchanged: given.length - taken };
  };
  return {
    name: 'vdeavk',
    async mount(app) {
      await app.register(async (control) => {
        answerProblems(control);
        fault.mount(control);
        control.post('/sandbox/vdeavk/decisions', { bodyLimit: CONTROL_LIMIT_BYTES }, (request) =>
          take(request.body),
        );
      });
      await app.register(async (protocol) => {
        protocol.addHook('onRequest', fault.hook);
        protocol.addContentTypeParser(
          'application/x-www-form-urlencoded',
          { parseAs: 'string' },
          (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
        );
        protocol.setErrorHandler((_error, _request, reply) =>
          reply.status(400).send({ error: { code: 'REQUEST_NOT_VALID' } }),
        );
        protocol.post('/vdeavk/oauth2/token', async (request, reply) => {
          const answer = await clients.token(request.body);
          return reply.status('error' in answer ? 401 : 200).send(answer);
        });
        await protocol.register(async (data) =>
          mountDataCalls(data, { decisions, feed, clients, fault, pageSize }),
        );
      });
    },
    async load(records) {
      await take(records);
    },
    close: () => decisions.close(),
  };
}
