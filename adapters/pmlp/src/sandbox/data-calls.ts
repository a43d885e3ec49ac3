import type { FaultSwitch, OAuthClients } from '@saite/adapter-kit/sandbox';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { CodesBody, PERMISSION_HEADER, type PersonRecord } from '../protocol.ts';
import { PERMISSIONS, type Permission, type Quota, seenUnder } from './permissions.ts';
import type { Persons } from './persons.ts';
import { type Residence, residencesOf, type StoredPerson } from './residences.ts';

/** Ways in which this register alone goes wrong. */
export const OWN_FAULTS = ['token-ended', 'quota', 'other-person', 'changed-schema', 'empty'] as const;
export type OwnFault = (typeof OWN_FAULTS)[number];

export interface DataParts {
  readonly persons: Persons;
  readonly clients: OAuthClients;
  readonly quota: Quota;
  readonly fault: FaultSwitch<OwnFault>;
}

const ChangesQuery = z.strictObject({
  after: z.string().max(64).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).default(1_000),
});
const SingleBody = z.strictObject({ code: z.string().regex(/^[0-9]{11}$/) });

/** A refusal in the register's manner. */
const refuse = (reply: FastifyReply, status: number, code: string) =>
  reply.status(status).send({ error: { code } });

const writtenResidence = ({ addressCode, atvk, since }: Residence) => ({
  address_code: addressCode,
  atvk,
  since,
});

/** A record as the register writes it. */
export const recordOf = (person: StoredPerson): PersonRecord => ({
  person_code: person.personCode,
  version: person.recordVersion,
  given_name: person.givenName,
  family_name: person.familyName,
  birth_date: person.bornOn,
  ...(person.diedOn === undefined ? {} : { death_date: person.diedOn }),
  ...(person.residence === undefined ? {} : { declared_residence: writtenResidence(person.residence) }),
  declared_residences: residencesOf(person).map(writtenResidence),
  parents: person.parents,
  former_codes: person.formerCodes,
});

/** Lets a call through that has a token in force and a permission whose quota is not used up. */
function admit({ clients, quota, fault }: DataParts) {
  return async (request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
    if (fault.mode === 'token-ended') {
      clients.revokeAll();
      fault.set('none'); // once: the next token is good
    }
    if (!clients.knows(request.headers.authorization)) return refuse(reply, 401, 'TOKEN_NOT_VALID');
    const permission = permissionOf(request);
    if (!permission) return refuse(reply, 403, 'PERMISSION_NOT_VALID');
    const wait = fault.mode === 'quota' ? 1 : quota.use(permission.permission_number);
    if (wait === undefined) return undefined;
    return refuse(reply.header('retry-after', String(wait)), 429, 'QUOTA_USED_UP');
  };
}

const permissionOf = (request: FastifyRequest): Permission | undefined =>
  PERMISSIONS.get(String(request.headers[PERMISSION_HEADER] ?? ''));

/** Mounts the data calls of the register; `app` is a scope of their own. */
export function mountDataCalls(app: FastifyInstance, parts: DataParts): void {
  const { persons, quota, fault } = parts;
  app.addHook('onRequest', admit(parts));

  const shown = (request: FastifyRequest, person: StoredPerson): Record<string, unknown> => {
    const permission = permissionOf(request);
    const record = permission ? seenUnder(permission, recordOf(person)) : {};
    if (fault.mode === 'other-person') return { ...record, person_code: '32999999999', former_codes: [] };
    if (fault.mode === 'changed-schema') return { ...record, birth_date: { day: record.birth_date } };
    return record;
  };

  app.get('/pmlp/current_user_permissions', () =>
    [...PERMISSIONS.values()].map((permission) => ({
      ...permission,
      use_count: quota.usedBy(permission.permission_number),
      use_count_quota: quota.allowed,
    })),
  );

  app.post('/pmlp/persons/query', (request, reply) => {
    const single = SingleBody.safeParse(request.body);
    if (single.success) {
      const person = persons.find(single.data.code);
      if (!person) return refuse(reply, 400, 'ENTITY_NOT_FOUND');
      return { person: shown(request, person) };
    }
    const list = CodesBody.safeParse(request.body);
    if (!list.success) return refuse(reply, 400, 'REQUEST_NOT_VALID');
    if (fault.mode === 'empty') return { items: [] };
    const items = list.data.codes.flatMap((asked) => {
      const person = persons.find(asked);
      return person ? [{ asked, person: shown(request, person) }] : [];
    });
    return { items };
  });

  app.route({
    method: ['POST', 'PUT'],
    url: '/pmlp/watched',
    handler: async (request, reply) => {
      const body = CodesBody.safeParse(request.body);
      if (!body.success) return refuse(reply, 400, 'REQUEST_NOT_VALID');
      return { watched: await persons.watch(body.data.codes) };
    },
  });

  app.get('/pmlp/changes', (request, reply) => {
    const query = ChangesQuery.safeParse(request.query);
    if (!query.success) return refuse(reply, 400, 'REQUEST_NOT_VALID');
    const page = persons.changesAfter(query.data.after, query.data.limit);
    if (!page) return refuse(reply, 400, 'CURSOR_UNKNOWN');
    return {
      changes: page.changes.map(({ cursor, code }) => ({ cursor, person_code: code })),
      next: page.next,
    };
  });
}
