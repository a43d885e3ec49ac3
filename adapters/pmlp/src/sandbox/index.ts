import {
  answerProblems,
  FaultSwitch,
  mountTokenEndpoint,
  type OpenRegisterSandbox,
  openOAuthClients,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { ClientFile } from '../protocol.ts';
import { mountDataCalls, OWN_FAULTS, type OwnFault } from './data-calls.ts';
import { FULL_PERMISSION, Quota } from './permissions.ts';
import { openPersons } from './persons.ts';

/** The API manager of the state's information systems (VISS). */
const AUDIENCE = 'https://ha.viss.gov.lv/STS/VISS.Pfas.STS/oauth2/token';
/** Calls a minute under one permission: far more than a run of the whole system needs. */
const CALLS_A_MINUTE = 30_000;
const BODY_LIMIT = 256 * 1024 * 1024;

/** Opens the played register of natural persons. */
export const openSandbox: OpenRegisterSandbox = async ({ dataFolder, clock }: SandboxOptions) => {
  const clients = await openOAuthClients({
    folder: dataFolder,
    register: 'pmlp',
    clientFile: ClientFile,
    audience: AUDIENCE,
    permission: FULL_PERMISSION,
    clock,
  });
  const persons = await openPersons(dataFolder);
  const fault = new FaultSwitch<OwnFault>('pmlp', clock, OWN_FAULTS);
  const quota = new Quota(clock, CALLS_A_MINUTE);
  return {
    name: 'pmlp',
    async mount(app) {
      await app.register(async (control) => {
        answerProblems(control);
        fault.mount(control);
        control.post('/sandbox/pmlp/persons', { bodyLimit: BODY_LIMIT }, (request) =>
          persons.take(request.body),
        );
      });
      await app.register(async (protocol) => {
        protocol.addHook('onRequest', fault.hook);
        protocol.setErrorHandler((_error, _request, reply) =>
          reply.status(400).send({ error: { code: 'REQUEST_NOT_VALID' } }),
        );
        mountTokenEndpoint(protocol, 'pmlp', clients);
        await protocol.register(async (data) => mountDataCalls(data, { persons, clients, quota, fault }));
      });
    },
    async load(records) {
      await persons.take(records);
    },
    standOn: (standing) => persons.standOn(standing),
    close: () => persons.close(),
  };
};
