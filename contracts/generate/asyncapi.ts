import {
  EVENT_CONTENT_TYPE,
  EVENTS_EXCHANGE,
  type EventType,
  eventContracts,
  isFactType,
  isMunicipalType,
  SOURCE_TYPES,
} from '../src/index.ts';
import { eventSchemaOfAsyncApi, eventTypes } from './event-schemas.ts';
import { type JsonObject, plainObject } from './json.ts';
import { samplesOf } from './samples.ts';
import { SharedSchemas } from './shared-schemas.ts';

/** The version of the AMQP bindings of AsyncAPI that this document writes. */
const BINDING = '0.3.0';

/** `sais.payment.recorded.v1` as a key of the document: `saisPaymentRecordedV1`. */
const keyOf = (type: EventType): string =>
  type.replace(/[.-]([a-z])/g, (_, letter: string) => letter.toUpperCase());

const meaningOf = (type: EventType): string => eventContracts[type].shape.data.description ?? type;

const exchange = { name: EVENTS_EXCHANGE, type: 'topic', durable: true, autoDelete: false, vhost: '/' };

const channelOf = (type: EventType): JsonObject => ({
  address: type,
  title: type,
  description: `${meaningOf(type)}. The address is the routing key on the topic exchange ${EVENTS_EXCHANGE}.`,
  messages: { [keyOf(type)]: { $ref: `#/components/messages/${keyOf(type)}` } },
  bindings: { amqp: { is: 'routingKey', exchange, bindingVersion: BINDING } },
});

function summaryOf(type: EventType): string {
  if (type.includes('delivery.requested.')) return "Asked of the register's adapter; it answers with settled";
  if ((SOURCE_TYPES as readonly string[]).includes(type))
    return "Told when a source's file was taken as a whole";
  return isFactType(type) || isMunicipalType(type)
    ? 'Told when a register told the fact'
    : 'Told when an answer of Saite changed';
}

const operationOf = (type: EventType): JsonObject => ({
  action: 'send',
  channel: { $ref: `#/channels/${keyOf(type)}` },
  title: type,
  summary: summaryOf(type),
  messages: [{ $ref: `#/channels/${keyOf(type)}/messages/${keyOf(type)}` }],
  bindings: { amqp: { deliveryMode: 2, mandatory: true, bindingVersion: BINDING } },
});

const messageOf = (type: EventType, shared: SharedSchemas): JsonObject => ({
  name: type,
  title: type,
  summary: meaningOf(type),
  contentType: EVENT_CONTENT_TYPE,
  payload: shared.share(eventSchemaOfAsyncApi(type)),
  bindings: { amqp: { messageType: type, bindingVersion: BINDING } },
  examples: samplesOf(type).map(({ name, event }) => ({ name, payload: event })),
});

const mapped = (make: (type: EventType) => JsonObject): JsonObject =>
  Object.fromEntries(eventTypes().map((type) => [keyOf(type), make(type)]));

/** AsyncAPI 3.0: every event on the broker. */
export function asyncApi(version: string): JsonObject {
  const shared = new SharedSchemas();
  const messages = mapped((type) => messageOf(type, shared));
  return plainObject({
    asyncapi: '3.0.0',
    id: 'urn:saite:events',
    info: {
      title: 'Saite events',
      version,
      description:
        `Events of Saite, the integration hub of Latvia's welfare registers: CloudEvents 1.0 in structured JSON on ` +
        `the topic exchange ${EVENTS_EXCHANGE}, persistent, at least once. The facts of a case are in clear; who it ` +
        `is about is an opaque reference, and identity travels sealed. Order by the record version, never by ` +
        `arrival. A withdrawal is the same type with "withdrawn": true. To read, bind your own bounded quorum queue ` +
        `("x-queue-type": "quorum") by routing key, with your own user.`,
      license: { name: 'MIT' },
      contact: { name: 'Saite' },
      tags: [{ name: 'welfare registers' }],
    },
    defaultContentType: EVENT_CONTENT_TYPE,
    servers: {
      broker: {
        host: '{host}:{port}',
        protocol: 'amqp',
        protocolVersion: '0.9.1',
        description: 'RabbitMQ of the installation',
        variables: {
          host: { default: '127.0.0.1', description: 'Host of the broker' },
          port: { default: '5672', description: 'Port of the broker' },
        },
        security: [{ $ref: '#/components/securitySchemes/user' }],
      },
    },
    channels: mapped(channelOf),
    operations: mapped(operationOf),
    components: {
      messages,
      schemas: Object.fromEntries(Object.entries(shared.components).sort(([a], [b]) => (a < b ? -1 : 1))),
      securitySchemes: { user: { type: 'userPassword', description: "The reader's own user of the broker" } },
    },
  });
}
