import { rigaDate } from '@saite/runtime';
import pg from 'pg';
import { Connection } from 'rabbitmq-client';
import { PEER_SCHEMA } from './store.ts';
import { readEvent, takeEvent } from './take-event.ts';

// A plain consumer, as such services are usually written: for each message a transaction that stores the fact,
// loads what is known of the person, decides, writes what changed and an outbox row about it, and then the
// acknowledgement. It leaves out what would make it slower: joined codes of a person, wake-ups, withdrawn months,
// publishing from the outbox.

/** Messages that it works on at the same time, each with a connection of its own. */
const AT_ONCE = 8;
const PREFETCH = 32;

const { AMQP_URL = '', DATABASE_URL = '', PEER_QUEUE = '', PEER_EXCHANGE = '' } = process.env;

const pool = new pg.Pool({ connectionString: DATABASE_URL, max: AT_ONCE });
await pool.query(PEER_SCHEMA);
const rabbit = new Connection({ url: AMQP_URL, noDelay: true });
rabbit.on('error', () => {}); // it reconnects by itself
const today = rigaDate(new Date());
const consumer = rabbit.createConsumer(
  {
    queue: PEER_QUEUE,
    queueOptions: { durable: true, arguments: { 'x-queue-type': 'quorum' } },
    exchanges: [{ exchange: PEER_EXCHANGE, type: 'topic', durable: true }],
    queueBindings: [{ exchange: PEER_EXCHANGE, routingKey: '#' }],
    qos: { prefetchCount: PREFETCH },
    concurrency: AT_ONCE,
  },
  ({ routingKey, body }) => takeEvent(pool, readEvent(routingKey, body), today),
);
consumer.on('error', (error) => {
  console.error(error);
  process.exit(1);
});
consumer.on('ready', () => process.send?.('ready'));

const end = async () => {
  await consumer.close();
  await rabbit.close();
  await pool.end();
  process.exit(0);
};
process.on('SIGTERM', () => void end());
process.on('disconnect', () => void end());
