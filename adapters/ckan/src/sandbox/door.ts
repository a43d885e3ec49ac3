import { timingSafeEqual } from 'node:crypto';
import multipart from '@fastify/multipart';
import type { FaultSwitch } from '@saite/adapter-kit/sandbox';
import type { Clock } from '@saite/runtime';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Action, ActionCall } from './action.ts';
import type { Catalogue } from './catalogue.ts';
import { ActionError, BadRequest, denied, invalid } from './errors.ts';
import { packageCreate, packageList, packagePatch, packageSearch, packageShow } from './package-actions.ts';
import { resourceCreate, resourcePatch, resourceShow, resourceUpdate } from './resource-actions.ts';

/** Ways in which a portal alone goes wrong. */
export const CKAN_FAULTS = ['lost-answer', 'refuse', 'forbid'] as const;
export type CkanFault = (typeof CKAN_FAULTS)[number];

export interface DoorParts {
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  readonly token: string;
  readonly faults: FaultSwitch<CkanFault>;
}

/** Path of the portal, as data.gov.lv has it. */
export const BASE_PATH = '/dati';
const LIMIT_BYTES = 100 * 1024 * 1024;

/** What only reads may be asked with GET as well. */
const READING: Readonly<Record<string, Action>> = {
  package_show: packageShow,
  package_list: packageList,
  package_search: packageSearch,
  resource_show: resourceShow,
};
const CHANGING: Readonly<Record<string, Action>> = {
  package_create: packageCreate,
  package_patch: packagePatch,
  resource_create: resourceCreate,
  resource_update: resourceUpdate,
  resource_patch: resourcePatch,
};

const Data = z.record(z.string(), z.unknown());

function dataOf(content: unknown): ActionCall['data'] {
  const data = Data.safeParse(content ?? {});
  if (!data.success) throw new BadRequest('Bad request - JSON Error: Request data needs to be a dictionary.');
  return data.data;
}

async function formOf(request: FastifyRequest): Promise<Pick<ActionCall, 'data' | 'upload'>> {
  const data: Record<string, unknown> = {};
  let upload: ActionCall['upload'];
  for await (const part of request.parts()) {
    if (part.type === 'file') upload = { name: part.filename, content: await part.toBuffer() };
    else data[part.fieldname] = part.value;
  }
  return { data, upload };
}

const isToken = (given: string | undefined, token: string): boolean => {
  const [a, b] = [Buffer.from(given ?? ''), Buffer.from(token)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** Mounts the portal's own calls; `app` is a scope of their own. */
export async function mountDoor(app: FastifyInstance, parts: DoorParts): Promise<void> {
  const { catalogue, clock, token, faults } = parts;
  await app.register(multipart, { limits: { fileSize: LIMIT_BYTES, files: 1, fields: 100 } });
  app.setErrorHandler((_error, _request, reply) => reply.status(400).send('Bad request'));

  const siteOf = (request: FastifyRequest): string => `${request.protocol}://${request.host}${BASE_PATH}`;
  const helpOf = (request: FastifyRequest, name: string): string =>
    `${siteOf(request)}/api/3/action/help_show?name=${name}`;

  const act = async (request: FastifyRequest, name: string, read: () => Promise<Partial<ActionCall>>) => {
    const action = READING[name] ?? (request.method === 'POST' ? CHANGING[name] : undefined);
    if (!action) throw new BadRequest(`Bad request - Action name not known: ${name}`);
    const call = { data: {}, ...(await read()), isUser: isToken(request.headers.authorization, token) };
    if (name in CHANGING && faults.mode === 'forbid') throw denied('the portal is being played so');
    if (name in CHANGING && faults.mode === 'refuse') throw invalid({ notes: ['Missing value'] });
    return action(call, { catalogue, clock, site: siteOf(request) });
  };

  const answer = async (
    request: FastifyRequest,
    reply: FastifyReply,
    read: () => Promise<Partial<ActionCall>>,
  ) => {
    const { name = '' } = z.object({ name: z.string().optional() }).parse(request.params);
    const help = helpOf(request, name);
    try {
      const result = await act(request, name, read);
      if (name in CHANGING && faults.mode === 'lost-answer') {
        reply.hijack();
        reply.raw.destroy();
        return reply;
      }
      return reply.send({ help, success: true, result });
    } catch (error) {
      if (error instanceof BadRequest) return reply.status(400).send(JSON.stringify(error.message));
      if (!(error instanceof ActionError)) throw error;
      return reply.status(error.status).send({ help, success: false, error: error.body });
    }
  };

  const path = `${BASE_PATH}/api/3/action/:name`;
  app.get(path, (request, reply) => answer(request, reply, async () => ({ data: dataOf(request.query) })));
  app.post(path, { bodyLimit: LIMIT_BYTES }, (request, reply) =>
    answer(request, reply, () =>
      request.isMultipart() ? formOf(request) : Promise.resolve({ data: dataOf(request.body) }),
    ),
  );

  app.get(`${BASE_PATH}/dataset/:package/resource/:resource/download/:file`, async (request, reply) => {
    const place = z.object({ package: z.string(), resource: z.string() }).parse(request.params);
    const resource = catalogue.find(place.package)?.resources.find(({ id }) => id === place.resource);
    if (!resource?.fileName) return reply.status(404).type('text/html').send('Resource not found');
    const type = resource.given.mimetype ?? 'application/octet-stream';
    return reply.type(type).send(await catalogue.readFile(resource.id));
  });
}
