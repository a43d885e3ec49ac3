import { readFile } from 'node:fs/promises';
import { Bus } from '@saite/bus';
import { parseKeyFile } from '@saite/identity';
import { until } from '@saite/runtime/testing';
import { registerEvents } from '../../support/register-events.ts';
import type { RunningSystem } from '../../support/system.ts';

/** The client of the tour; a made code. */
export const PERSON = '16117519997';
/** How many payments came with a comma where a point should be. */
export const WRONG_AMOUNTS = 6;
const UNREADABLE = 2;

/**
 * Messages as a register's broken release would send them: amounts with a comma, text that is no JSON, and another
 * amount in a version that was told already.
 */
export async function breakPayments({ environment, call }: RunningSystem): Promise<void> {
  const { AMQP_URL = '', SAITE_KEYS = '' } = environment;
  const events = registerEvents(parseKeyFile(await readFile(SAITE_KEYS, 'utf8')));
  const payment = (paymentId: string, granted: string) =>
    events.payment({ paymentId, personCode: PERSON, periodFrom: '2026-01', periodTo: '2026-01', granted });
  const wrong = Array.from({ length: WRONG_AMOUNTS }, (_, place) => {
    const event = payment(`WRONG-${place + 1}`, '100.00');
    return {
      type: event.type,
      id: event.id,
      body: JSON.stringify(event).replaceAll('"100.00"', '"100,00"'),
    };
  });
  const unreadable = Array.from({ length: UNREADABLE }, (_, place) => ({
    type: 'sais.payment.recorded.v1',
    id: `unreadable-${place}`,
    body: '{"specversion":',
  }));
  const twice = ['100.00', '200.00'].map((granted) => {
    const event = payment('TWICE-1', granted);
    return { type: event.type, id: event.id, body: JSON.stringify(event) };
  });
  const bus = await Bus.open({ url: AMQP_URL, name: 'test-broken-register' });
  await bus.publish([...wrong, ...unreadable, ...twice]);
  await bus.close();
  const held = async () =>
    Object(await call({ roles: ['operator'] }, '/v1/operator/failures').then(({ json }) => json)).total;
  await until(held, (total) => total >= WRONG_AMOUNTS + UNREADABLE + 1);
}
