import {
  answerProblems,
  FaultSwitch,
  feedId,
  mountTokenEndpoint,
  openOAuthClients,
  openPersonRecords,
  parseBody,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { z } from 'zod';
import { ClientFile, DECISIONS_AT_ONCE } from '../protocol.ts';
import { mountDataCalls, OWN_FAULTS, type OwnFault, PERMISSION } from './data-calls.ts';
import { DecisionBody, type PlayedDecision } from './decisions.ts';

/** The API manager of the state's information systems (VISS). */
const AUDIENCE = 'https://ha.viss.gov.lv/STS/VISS.Pfas.STS/oauth2/token';
const CONTROL_LIMIT_BYTES = 256 * 1024 * 1024;

export interface VdeavkSandboxOptions extends SandboxOptions {
  /** Most decisions on a page. */
  readonly pageSize?: number;
}

/** Opens VDEĀVK as it is played: its calls, and the control calls. */
export async function openSandbox(options: VdeavkSandboxOptions): Promise<RegisterSandbox> {
  const { dataFolder, clock } = options;
  const clients = await openOAuthClients({
    folder: dataFolder,
    register: 'vdeavk',
    clientFile: ClientFile,
    audience: AUDIENCE,
    permission: PERMISSION,
    clock,
  });
  const decisions = await openPersonRecords<PlayedDecision>(
    dataFolder,
    'vdeavk-decisions',
    (decision) => decision.decisionId,
    (decision) => decision.personCode,
  );
  const ownFeed = await feedId(dataFolder, 'vdeavk');
  let feed = ownFeed;
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
        protocol.setErrorHandler((_error, _request, reply) =>
          reply.status(400).send({ error: { code: 'REQUEST_NOT_VALID' } }),
        );
        mountTokenEndpoint(protocol, 'vdeavk', clients);
        await protocol.register(async (data) =>
          mountDataCalls(data, { decisions, feedId: () => feed, clients, fault, pageSize }),
        );
      });
    },
    async load(records) {
      await take(records);
    },
    standOn(standing) {
      decisions.standOn(standing, (record) => DecisionBody.parse(record));
      feed = `${ownFeed}-${standing.name}`; // its numbers are others from now on: whoever reads it begins anew
    },
    close: () => decisions.close(),
  };
}
