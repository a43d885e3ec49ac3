import type { FaultSwitch, ReceivedMessages } from '@saite/adapter-kit/sandbox';
import { DeliveryId } from '@saite/contracts';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { z } from 'zod';
import { API_KEY_HEADER, MESSAGE_ID_HEADER, SurveyBody } from '../protocol.ts';

/** Ways in which this register alone goes wrong. */
export const INSPECTION_FAULTS = ['lost-answer', 'refuse-items'] as const;
export type InspectionFault = (typeof INSPECTION_FAULTS)[number];

/** A survey as it arrived. */
export type ArrivedSurvey = SurveyBody & { readonly kind: 'family-survey' };

export interface CallsParts {
  readonly messages: ReceivedMessages<ArrivedSurvey>;
  readonly apiKey: string;
  readonly faults: FaultSwitch<InspectionFault>;
}

const BODY_LIMIT_BYTES = 1024 * 1024;
const MessagePlace = z.object({ messageId: DeliveryId });

const refuse = (reply: FastifyReply, status: number, code: string) =>
  reply.status(status).send({ error: { code } });

/** Mounts the inspection's own calls; `app` is a scope of their own. */
export function mountCalls(app: FastifyInstance, { messages, apiKey, faults }: CallsParts): void {
  app.addHook('onRequest', async (request, reply) => {
    if (request.headers[API_KEY_HEADER] !== apiKey) return refuse(reply, 401, 'KEY_NOT_VALID');
    return undefined;
  });
  app.setErrorHandler((_error, _request, reply) => refuse(reply, 400, 'REQUEST_NOT_VALID'));

  app.post('/inspection/surveys', { bodyLimit: BODY_LIMIT_BYTES }, async (request, reply) => {
    const id = DeliveryId.safeParse(request.headers[MESSAGE_ID_HEADER]);
    const survey = SurveyBody.safeParse(request.body);
    if (!id.success || !survey.success) return refuse(reply, 422, 'SURVEY_NOT_VALID');
    const { mode } = faults; // as it is now, however long the survey takes
    if (mode === 'refuse-items') return refuse(reply, 422, 'CHILD_NOT_KNOWN');
    const taken = await messages.take(id.data, { kind: 'family-survey', ...survey.data });
    if (taken === 'conflict') return refuse(reply, 409, 'MESSAGE_ID_TAKEN');
    if (mode !== 'lost-answer') return reply.status(201).send({ receipt: taken.receipt });
    reply.hijack();
    reply.raw.destroy();
    return reply;
  });

  app.get('/inspection/messages/:messageId', (request, reply) => {
    const place = MessagePlace.safeParse(request.params);
    const known = place.success ? messages.find(place.data.messageId) : undefined;
    return known ? { receipt: known.receipt } : refuse(reply, 404, 'MESSAGE_NOT_KNOWN');
  });
}
