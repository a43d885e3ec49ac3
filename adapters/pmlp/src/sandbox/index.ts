import {
  answerProblems,
  FaultSwitch,
  type OpenRegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { openClients } from './clients.ts';
import { mountDataCalls, OWN_FAULTS, type OwnFault } from './data-calls.ts';
import { FULL_PERMISSION, Quota } from './permissions.ts';
import { openPersons } from './persons.ts';

/** Calls a minute under one permission: far more than a run of the whole system needs. */
const CALLS_A_MINUTE = 30_000;
const BODY_LIMIT = 256 * 1024 * 1024;

/** Opens the played register of natural persons. */
export const openSandbox: OpenRegisterSandbox = async ({ dataFolder, clock }: SandboxOptions) => {
  const clients = await openClients(dataFolder, FULL_PERMISSION, clock);
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
        protocol.addContentTypeParser(
          'application/x-www-form-urlencoded',
          { parseAs: 'string' },
          (_request, text, done) => done(null, Object.fromEntries(new URLSearchParams(String(text)))),
        );
        protocol.setErrorHandler((_error, _request, reply) =>
          reply.status(400).send({ error: { code: 'REQUEST_NOT_VALID' } }),
        );
        protocol.post('/pmlp/oauth2/token', async (request, reply) => {
          const answer = await clients.token(request.body);
          return reply.status('error' in answer ? 401 : 200).send(answer);
        });
        await protocol.register(async (data) => mountDataCalls(data, { persons, clients, quota, fault }));
      });
    },
    async load(records) {
      await persons.take(records);
    },
    close: () => persons.close(),
  };
};
