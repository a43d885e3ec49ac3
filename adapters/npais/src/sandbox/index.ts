import {
  answerProblems,
  FaultSwitch,
  feedId,
  ivisRegister,
  mountSoap,
  openPersonRecords,
  openReceivedMessages,
  parseBody,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { RequestBody } from '../contract/messages.ts';
import { MOST_RECORDS } from '../contract/records.ts';
import { NPAIS_SERVICE } from '../soap-client.ts';
import { NPAIS_FAULTS, type NpaisFault, spoilAnswer } from './faults.ts';
import type { ArrivedDelivery } from './inbox.ts';
import { idOf, SandboxCrisis, SandboxDecision, SandboxRecord } from './records.ts';
import { PlayedRegister } from './register.ts';

const CONTROL_LIMIT_BYTES = 256 * 1024 * 1024;

/** The played NPAIS, with the switches that tests turn. */
export interface NpaisSandbox extends RegisterSandbox {
  readonly name: 'npais';
  /** Makes it fail, for a time or until changed. */
  fail(mode: Parameters<FaultSwitch<NpaisFault>['set']>[0], forMs?: number): void;
}

export interface NpaisSandboxOptions extends SandboxOptions {
  /** Most records on a page. */
  readonly pageSize?: number;
  /** How long the fault `slow` lasts, milliseconds. */
  readonly slowMs?: number;
}

/** Opens NPAIS as it is played: its SOAP service and its control calls. */
export async function openSandbox(options: NpaisSandboxOptions): Promise<NpaisSandbox> {
  const { dataFolder, clock } = options;
  const records = await openPersonRecords<SandboxRecord>(
    dataFolder,
    'sandbox-npais',
    idOf,
    ({ childCode }) => childCode,
  );
  const inbox = await openReceivedMessages<ArrivedDelivery>(dataFolder, 'npais', clock);
  const faults = new FaultSwitch<NpaisFault>('npais', clock, NPAIS_FAULTS, options.slowMs);
  const register = new PlayedRegister({
    records,
    inbox,
    feed: await feedId(dataFolder, 'npais'),
    pageSize: options.pageSize ?? MOST_RECORDS,
    refuses: () => faults.mode === 'refuse-delivery',
  });
  const submit = ivisRegister({
    service: NPAIS_SERVICE,
    clock,
    body: RequestBody,
    take: (messageId, body) => register.take(messageId, body),
  });
  const take = async (given: readonly SandboxRecord[]) => {
    const taken = await records.take(given);
    return { taken, unchanged: given.length - taken };
  };
  return {
    name: 'npais',
    fail: (mode, forMs) => faults.set(mode, forMs),
    async mount(app: FastifyInstance) {
      await mountSoap(app, {
        service: NPAIS_SERVICE,
        register: 'npais',
        submit,
        faults,
        spoil: spoilAnswer,
        deliveries: ['ContactReport', 'CareAlert', 'FamilySurvey'],
      });
      await app.register(async (scope) => {
        answerProblems(scope);
        faults.mount(scope);
        const limit = { bodyLimit: CONTROL_LIMIT_BYTES };
        scope.post('/sandbox/npais/decisions', limit, ({ body }) =>
          take(
            parseBody(z.array(SandboxDecision), body).map((one) => ({ record: 'decision' as const, ...one })),
          ),
        );
        scope.post('/sandbox/npais/crises', limit, ({ body }) =>
          take(parseBody(z.array(SandboxCrisis), body).map((one) => ({ record: 'crisis' as const, ...one }))),
        );
        scope.get('/sandbox/npais/inbox', () => inbox.all());
      });
    },
    async load(given) {
      await take(parseBody(z.array(SandboxRecord), given));
    },
    async close() {
      await records.close();
      await inbox.close();
    },
  };
}
