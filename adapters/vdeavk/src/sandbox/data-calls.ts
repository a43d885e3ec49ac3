import {
  changesAfter,
  type FaultSwitch,
  type OAuthClients,
  type PersonRecords,
  pageOf,
} from '@saite/adapter-kit/sandbox';
import { CalendarDate, PersonCode } from '@saite/contracts';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { PERMISSION_HEADER, QueryBody } from '../protocol.ts';
import { decisionRecord, holdsOn, type PlayedDecision } from './decisions.ts';

/** The permission under which the client may ask. */
export const PERMISSION = '3001';

/** Ways in which this register alone goes wrong. */
export const OWN_FAULTS = ['token-ended', 'other-person', 'changed-schema', 'empty'] as const;
export type OwnFault = (typeof OWN_FAULTS)[number];

export interface DataParts {
  readonly decisions: PersonRecords<PlayedDecision>;
  /** Id of the feed of changes; another one if the register lost some, or had others all along. */
  readonly feedId: () => string;
  readonly clients: OAuthClients;
  readonly fault: FaultSwitch<OwnFault>;
  /** Most decisions on a page. */
  readonly pageSize: number;
}

const ChangesQuery = z.strictObject({
  feed: z.string().max(64).optional(),
  after: z.coerce.number().int().min(0),
  limit: z.coerce.number().int().min(1),
});
const StatusBody = z.strictObject({ code: PersonCode, on: CalendarDate });

/** A person whom nobody asks for: a made code of the form without a check digit. */
const SOMEBODY_ELSE = '39999999999';

/** A refusal in the register's manner. */
const refuse = (reply: FastifyReply, status: number, code: string) =>
  reply.status(status).send({ error: { code } });

/** Lets a call through that has a token in force and a permission. */
const admit =
  ({ clients, fault }: DataParts) =>
  async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (fault.mode === 'token-ended') {
      clients.revokeAll();
      fault.set('none'); // once: the next token is good
    }
    if (!clients.knows(request.headers.authorization)) return refuse(reply, 401, 'TOKEN_NOT_VALID');
    if (request.headers[PERMISSION_HEADER] === PERMISSION) return undefined;
    return refuse(reply, 403, 'PERMISSION_NOT_VALID');
  };

/** Mounts the data calls of the register; `app` is a scope of their own. */
export function mountDataCalls(app: FastifyInstance, parts: DataParts): void {
  const { decisions, feedId, fault, pageSize } = parts;
  app.addHook('onRequest', admit(parts));

  const shown = (decision: PlayedDecision): object => {
    const record = decisionRecord(decision);
    if (fault.mode === 'other-person') return { ...record, person_code: SOMEBODY_ELSE };
    if (fault.mode === 'changed-schema') return { ...record, group: { number: record.group } };
    return record;
  };

  app.post('/vdeavk/decisions/query', (request, reply) => {
    const body = QueryBody.safeParse(request.body);
    const page =
      body.success && pageOf(body.data.codes, body.data.page, pageSize, (code) => decisions.of(code));
    if (!page) return refuse(reply, 400, 'REQUEST_NOT_VALID');
    return {
      as_of: decisions.last,
      decisions: fault.mode === 'empty' ? [] : page.records.map(shown),
      answered_for: page.answeredFor,
      ...(page.next === undefined ? {} : { next: page.next }),
    };
  });

  app.get('/vdeavk/decisions/changes', (request, reply) => {
    const query = ChangesQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'REQUEST_NOT_VALID');
    const { after, limit } = query.data;
    const feed = feedId();
    const isKnown = query.data.feed === undefined || query.data.feed === feed;
    const page = isKnown ? changesAfter(decisions, after, limit) : undefined;
    if (!page) return refuse(reply, 400, 'CURSOR_UNKNOWN');
    const changes = page.changes.map(({ sequence, content }) => ({
      number: sequence,
      decision: shown(content),
    }));
    return { feed, changes, last: page.last, more: page.more };
  });

  app.post('/vdeavk/status/query', (request, reply) => {
    const body = StatusBody.safeParse(request.body);
    if (!body.success) return refuse(reply, 400, 'REQUEST_NOT_VALID');
    const { code, on } = body.data;
    const inForce = decisions.of(code).filter(({ content }) => holdsOn(content, on));
    return {
      on,
      has_status: inForce.length > 0,
      groups: [...new Set(inForce.map(({ content }) => content.group))].sort(),
    };
  });
}
