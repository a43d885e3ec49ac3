import {
  answerProblems,
  FaultSwitch,
  feedId,
  ivisRegister,
  mountSoap,
  openReceivedMessages,
  parseBody,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import type { FastifyInstance } from 'fastify';
import { z } from 'zod';
import { SAIS_SERVICE } from '../soap-client.ts';
import { RequestBody } from '../upstream-contract.ts';
import { SAIS_FAULTS, type SaisFault, spoilAnswer } from './faults.ts';
import type { ArrivedNotice } from './inbox.ts';
import { SandboxPayment } from './payment.ts';
import { openPaymentStore } from './payment-store.ts';
import { PlayedRegister } from './register.ts';

const CONTROL_LIMIT_BYTES = 256 * 1024 * 1024;
const PAGE_SIZE = 2_000;

/** The played SAIS, with the switches that tests turn. */
export interface SaisSandbox extends RegisterSandbox {
  readonly name: 'sais';
  /** Makes it fail, for a time or until changed. */
  fail(mode: Parameters<FaultSwitch<SaisFault>['set']>[0], forMs?: number): void;
}

export interface SaisSandboxOptions extends SandboxOptions {
  /** Most payments on a page. */
  readonly pageSize?: number;
  /** How long the fault `slow` lasts, milliseconds. */
  readonly slowMs?: number;
}

/** Opens SAIS as it is played: its SOAP service and its control calls. */
export async function openSandbox(options: SaisSandboxOptions): Promise<SaisSandbox> {
  const { dataFolder, clock } = options;
  const payments = await openPaymentStore(dataFolder);
  const inbox = await openReceivedMessages<ArrivedNotice>(dataFolder, 'sais', clock);
  const faults = new FaultSwitch<SaisFault>('sais', clock, SAIS_FAULTS, options.slowMs);
  const register = new PlayedRegister({
    payments,
    inbox,
    feed: await feedId(dataFolder, 'sais'),
    pageSize: options.pageSize ?? PAGE_SIZE,
  });
  const submit = ivisRegister({
    service: SAIS_SERVICE,
    clock,
    body: RequestBody,
    take: (messageId, body) => register.take(messageId, body),
  });
  const take = async (records: unknown) => {
    const given = parseBody(z.array(SandboxPayment), records);
    const taken = await payments.take(given);
    return { taken, unchanged: given.length - taken };
  };
  return {
    name: 'sais',
    fail: (mode, forMs) => faults.set(mode, forMs),
    async mount(app: FastifyInstance) {
      await mountSoap(app, {
        service: SAIS_SERVICE,
        register: 'sais',
        submit,
        faults,
        spoil: spoilAnswer,
        deliveries: ['CareNotice'],
      });
      await app.register(async (scope) => {
        answerProblems(scope);
        faults.mount(scope);
        scope.post('/sandbox/sais/payments', { bodyLimit: CONTROL_LIMIT_BYTES }, (request) =>
          take(request.body),
        );
        scope.get('/sandbox/sais/inbox', () => inbox.all());
      });
    },
    async load(records) {
      await take(records);
    },
    standOn: (standing) => payments.standOn(standing, (record) => SandboxPayment.parse(record)),
    async close() {
      await payments.close();
      await inbox.close();
    },
  };
}
