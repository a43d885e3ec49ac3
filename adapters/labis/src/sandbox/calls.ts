import type { FaultSwitch, OAuthClients, ReceivedMessages } from '@saite/adapter-kit/sandbox';
import { DeliveryId } from '@saite/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { KeyVersion } from '../keys/file.ts';
import { type Batch, KeyVersionState, PERMISSION_HEADER } from '../protocol.ts';
import { checkBatch } from './check.ts';
import type { KeyVersions } from './key-versions.ts';

/** The permission under which the client may hand over. */
export const PERMISSION = '4100';

/** Ways in which this register alone goes wrong; `refuse-first` will not have the first record of each batch. */
export const LABIS_FAULTS = ['lost-answer', 'token-ended', 'refuse-batch', 'refuse-first'] as const;
export type LabisFault = (typeof LABIS_FAULTS)[number];

export interface CallsParts {
  readonly messages: ReceivedMessages<Batch>;
  readonly keyVersions: KeyVersions;
  readonly clients: OAuthClients;
  readonly faults: FaultSwitch<LabisFault>;
}

const BODY_LIMIT_BYTES = 4 * 1024 * 1024;
const BatchPlace = z.object({ messageId: DeliveryId });
const VersionPlace = z.object({ version: z.coerce.number().pipe(KeyVersion) });

/** A refusal in LabIS's manner. */
const refuse = (reply: FastifyReply, status: number, code: string, more: object = {}) =>
  reply.status(status).send({ error: { code, ...more } });

/** Lets a call through that has a token in force and the permission. */
const admit =
  ({ clients, faults }: CallsParts) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (faults.mode === 'token-ended') {
      clients.revokeAll();
      faults.set('none'); // once: the next token is good
    }
    if (!clients.knows(request.headers.authorization)) return refuse(reply, 401, 'TOKEN_NOT_VALID');
    if (request.headers[PERMISSION_HEADER] === PERMISSION) return undefined;
    return refuse(reply, 403, 'PERMISSION_NOT_VALID');
  };

/** Mounts LabIS's own calls; `app` is a scope of their own. */
export function mountCalls(app: FastifyInstance, parts: CallsParts): void {
  const { messages, keyVersions, faults } = parts;
  app.addHook('onRequest', admit(parts));
  app.setErrorHandler((_error, _request, reply) => refuse(reply, 400, 'REQUEST_NOT_VALID'));

  app.post('/labis/v1/batches', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const { mode } = faults; // as it is now, however long the batch takes
    const checked = checkBatch(request.body);
    if (mode === 'refuse-batch') return refuse(reply, 422, 'STRUCTURE_UNKNOWN');
    if (mode === 'refuse-first')
      return refuse(reply, 422, 'RECORDS_INVALID', { records: [{ place: 0, path: 'data' }] });
    if ('code' in checked) {
      const { code, ...more } = checked;
      return refuse(reply, 422, code, more);
    }
    const known = messages.find(checked.messageId);
    if (!known && !keyVersions.isOpen(checked.batch.keyVersion))
      return refuse(reply, 409, 'KEY_VERSION_CLOSED');
    const taken = await messages.take(checked.messageId, checked.batch);
    if (taken === 'conflict') return refuse(reply, 409, 'MESSAGE_ID_TAKEN');
    if (mode !== 'lost-answer') return reply.status(201).send({ receipt: taken.receipt });
    reply.hijack();
    reply.raw.destroy();
    return reply;
  });

  app.get('/labis/v1/batches/:messageId', (request, reply) => {
    const place = BatchPlace.safeParse(request.params);
    const known = place.success ? messages.find(place.data.messageId) : undefined;
    return known ? { receipt: known.receipt } : refuse(reply, 404, 'BATCH_UNKNOWN');
  });

  app.get('/labis/v1/key-versions', () => ({ keyVersions: keyVersions.all() }));

  app.put('/labis/v1/key-versions/:version', async (request, reply) => {
    const place = VersionPlace.safeParse(request.params);
    const body = KeyVersionState.safeParse(request.body);
    if (!place.success || !body.success) return refuse(reply, 422, 'KEY_VERSION_INVALID');
    const { version } = place.data;
    if (!(await keyVersions.tell(version, body.data.state))) return refuse(reply, 409, 'KEY_VERSION_CLOSED');
    return { keyVersion: version, state: body.data.state };
  });
}
