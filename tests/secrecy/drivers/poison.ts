import { EVENTS_EXCHANGE } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { connect } from 'amqplib';
import type { World } from '../world.ts';

/** Codes that stand nowhere but in messages that no service of Saite would ever send. */
export const POISON = ['39990000017', '39990000025', '39990000033', '39990000041'] as const;

const KEYS = [
  'sais.payment.recorded.v1',
  'pmlp.person.updated.v1',
  'spolis.placement.recorded.v1',
  'npais.delivery.requested.v1',
  'sopa.service.recorded.v1',
];

/** Puts messages into the broker that hold codes in clear; whoever takes them must not spread that any further. */
export async function poison(world: World): Promise<void> {
  const { ground } = world;
  const connection = await connect(ground.infrastructure.broker.url);
  const channel = await connection.createConfirmChannel();
  for (const type of KEYS)
    for (const [place, code] of POISON.entries()) {
      // What was kept already is not kept twice: each type's messages are others.
      const bodies = [
        `{"type":"${type}","personCode":"${code}"`,
        JSON.stringify({
          specversion: '1.0',
          id: code,
          type,
          subject: code,
          data: { recordId: code, [code]: code },
        }),
        JSON.stringify(`${type} ${code}`),
        `\n    at ${code} ${type}`,
      ];
      channel.publish(EVENTS_EXCHANGE, type, Buffer.from(bodies[place] ?? ''), {
        persistent: true,
        messageId: code,
        correlationId: code,
        headers: { person: code },
      });
    }
  channel.sendToQueue('saite.dead', Buffer.from(`{"personCode":"${POISON[0]}"}`), {
    persistent: true,
    messageId: POISON[0],
  });
  await channel.waitForConfirms();
  await channel.close();
  await connection.close();
  const parked = async (service: string) =>
    Number(
      (
        await ground.query<{ count: string }>(
          `SELECT count(*) FROM operations.held WHERE service = '${service}' AND kind = 'message' AND state = 'parked'`,
        )
      )[0]?.count,
    );
  for (const [service, least] of [
    ['hub', 3 * POISON.length + 1],
    ['adapter-sais', POISON.length],
    ['adapter-npais', POISON.length],
  ] as const)
    await waitFor(
      `what ${service} cannot take to be parked`,
      async () => (await parked(service)) >= least,
      60_000,
    );
}
