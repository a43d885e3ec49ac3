import { createHash, timingSafeEqual } from 'node:crypto';
import compress from '@fastify/compress';
import { type Operation, type OperationId, operations } from '@saite/contracts';
import { Histogram, isReady } from '@saite/runtime';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Caller } from '../caller.ts';
import { peerThumbprint } from '../callers/peer.ts';
import { isOwn } from '../handlers.ts';
import { languageOf } from '../language.ts';
import { type Admitted, letIn, perform } from '../perform.ts';
import { ProblemError } from '../problem-error.ts';
import { BODY_LIMIT, bodyOf, readJsonBodies } from './body.ts';
import { registerConsole } from './console.ts';
import { registerDescriptions } from './descriptions.ts';
import { preferredFile } from './exported.ts';
import { forward } from './forward.ts';
import { limitConnections, onClientError, SERVER_OPTIONS } from './http-server.ts';
import { jsonOf } from './json.ts';
import { type CallLimits, createCallLimits } from './limits.ts';
import { createErrorHandler } from './problems.ts';
import { purposeIn } from './purpose.ts';
import type { RestDoor } from './rest-door.ts';
import { hardenShell, isPlainPath } from './shell.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the body is streamed onwards and may be of any size. */
    readonly streamed?: boolean;
    /** Operation that the route is made from. */
    readonly operation?: OperationId;
  }
}

const REQUEST_TIMEOUT_MS = 30_000;

/** The door's server, and everything that it answers to: method and path. */
export interface OpenedDoor {
  readonly app: FastifyInstance;
  readonly routes: readonly string[];
}

/** The REST door: every route under `/v1` is made from the table of operations, and none beside it. */
export async function openRestDoor(door: RestDoor): Promise<OpenedDoor> {
  const onError = createErrorHandler(door.log, door.refusals);
  const app = Fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    http: SERVER_OPTIONS,
    requestTimeout: SERVER_OPTIONS.requestTimeout,
    keepAliveTimeout: SERVER_OPTIONS.keepAliveTimeout,
    forceCloseConnections: true,
    clientErrorHandler: onClientError,
    frameworkErrors: onError, // its own would repeat the address
    routerOptions: { ignoreTrailingSlash: false, caseSensitive: true },
    exposeHeadRoutes: false,
  });
  const routes: string[] = [];
  app.addHook('onRoute', ({ method, url }) => {
    routes.push(...[method].flat().map((each) => `${each} ${url}`));
  });
  limitConnections(app.server);
  limitBodies(app);
  const limits = await createCallLimits(app, door.callsPerSecond);
  app.setErrorHandler(onError);
  app.setNotFoundHandler((request, reply) => onError(new ProblemError('NOT_FOUND'), request, reply));
  await hardenShell(app, { systems: door.systems, limits });
  await compressAnswers(app);
  readJsonBodies(app);
  const durations = new Histogram({
    name: 'saite_http_seconds',
    help: 'Duration of calls, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [door.metrics],
  });
  const ids = Object.keys(operations) as OperationId[];
  const register = (where: FastifyInstance, id: OperationId) =>
    registerOperation(where, id, { door, limits, durations });
  for (const id of ids) if (isOwn(id)) register(app, id);
  app.register(async (streamed) => {
    streamed.removeAllContentTypeParsers();
    streamed.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    streamed.addHook('onSend', async (request, reply) => {
      // Answered before all of it came: what is left of the file would be taken for the next call.
      if (!request.raw.complete) reply.header('connection', 'close');
    });
    for (const id of ids) if (!isOwn(id)) register(streamed, id);
  });
  app.register(async (open) => {
    open.addHook('onRequest', async (request) => {
      await limits.countStranger(request);
      if (!isPlainPath(request)) throw new ProblemError('NOT_FOUND');
    });
    registerHealth(open, door);
    registerDescriptions(open);
    await registerConsole(open, door.console, door.log);
  });
  door.mount?.(app, limits);
  await app.ready();
  return { app, routes };
}

/** Answers that would fill more than a packet go compressed to whoever takes them so; calls come as they are. */
const compressAnswers = async (app: FastifyInstance): Promise<void> => {
  await app.register(compress, {
    globalDecompression: false,
    encodings: ['gzip'],
    zlibOptions: { level: 1 },
    threshold: 2_048,
  });
};

/** A body that is not streamed onwards has to be here in time. */
function limitBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (request.routeOptions.config.streamed) return payload;
    const timer = setTimeout(() => request.raw.destroy(), REQUEST_TIMEOUT_MS);
    payload.once('close', () => clearTimeout(timer));
    return payload;
  });
}

interface Registering {
  readonly door: RestDoor;
  readonly limits: CallLimits;
  readonly durations: Histogram;
}

function registerOperation(
  app: FastifyInstance,
  id: OperationId,
  { door, limits, durations }: Registering,
): void {
  const operation: Operation = operations[id];
  const callers = new WeakMap<FastifyRequest, Admitted>();
  app.route({
    config: { streamed: operation.upload !== undefined, operation: id },
    method: operation.method,
    url: operation.path.replaceAll(/\{([A-Za-z]+)\}/g, ':$1'),
    onRequest: async (request) => {
      if (operation.open) await limits.countStranger(request);
      else {
        const caller = await callerOf(request, door, limits);
        callers.set(
          request,
          letIn(caller, id, purposeIn(request.headers['saite-purpose']), 'rest', embargoOf(request)),
        );
      }
      if (!isPlainPath(request)) throw new ProblemError('NOT_FOUND');
    },
    onResponse: async (_request, reply) => {
      durations.observe({ operation: id, status: String(reply.statusCode) }, reply.elapsedTime / 1000);
    },
    handler: async (request, reply) => {
      const admitted = callers.get(request);
      const language = languageOf(request.headers['accept-language']);
      const { answeredBy } = operation;
      if (answeredBy && (admitted || operation.open))
        return forward({
          id,
          operation: { ...operation, answeredBy },
          door,
          admitted,
          language,
          request,
          reply,
        });
      if (!admitted || !isOwn(id)) throw new ProblemError('UNAUTHENTICATED');
      const body = operation.body ? bodyOf(request) : undefined;
      const key = request.headers['idempotency-key'];
      const asked = {
        admitted,
        language,
        body: body?.content,
        params: request.params,
        query: request.query,
        ...(key !== undefined && {
          repeatable: {
            key: String(key),
            target: operation.params ? request.url : '',
            body: body?.text ?? '',
          },
        }),
      };
      reply.code(operation.answer.status);
      const asFile = preferredFile(id, request, admitted);
      if (asFile) return asFile(door, asked, reply);
      const answer = await perform(door, { ...asked, operation: id });
      return reply.type('application/json; charset=utf-8').send(jsonOf(answer));
    },
  });
}

/** Who calls; whoever is not known counts against its address, and nobody else's calls. */
async function callerOf(request: FastifyRequest, { tokens }: RestDoor, limits: CallLimits): Promise<Caller> {
  let caller: Caller;
  try {
    caller = await tokens.verify(request.headers.authorization, peerThumbprint(request));
  } catch (error) {
    await limits.countStranger(request);
    throw error;
  }
  await limits.countCaller(request, caller);
  return caller;
}

/** Why the person is not to see that the caller looked; several headers are joined, and then are no ground. */
const embargoOf = ({ headers }: FastifyRequest): string | undefined =>
  headers['saite-embargo'] === undefined ? undefined : String(headers['saite-embargo']);

function registerHealth(app: FastifyInstance, door: RestDoor): void {
  app.get('/health/live', async () => ({ state: 'up' }));
  app.get('/health/ready', async (_request, reply) => {
    const dependencies = await door.health();
    return reply.code(isReady(dependencies) ? 200 : 503).send({ dependencies });
  });
  app.get('/metrics', async (request, reply) => {
    if (!mayMeasure(request, door.metricsToken)) throw new ProblemError('NOT_FOUND');
    await door.health(); // brings the figures of what waits up to date
    return reply.type(door.metrics.contentType).send(await door.metrics.metrics());
  });
}

/** Figures are for this machine, or for whoever has the token if there is one. */
function mayMeasure({ ip, headers }: FastifyRequest, token: string | undefined): boolean {
  if (token === undefined) return /^(?:::1|(?:::ffff:)?127\.[0-9.]+)$/.test(ip);
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}
