import { type Operation, type OperationId, operations } from '@saite/contracts';
import { Histogram, isReady } from '@saite/runtime';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import { isOwn } from '../handlers.ts';
import { languageOf } from '../language.ts';
import { type Admitted, letIn, perform } from '../perform.ts';
import { ProblemError } from '../problem-error.ts';
import { BODY_LIMIT, bodyOf, readJsonBodies } from './body.ts';
import { exportMonth, preferredFile } from './exported.ts';
import { forward } from './forward.ts';
import { registerPages } from './pages.ts';
import { createErrorHandler } from './problems.ts';
import type { RestDoor } from './rest-door.ts';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Whether the body is streamed onwards and may be of any size. */
    readonly streamed?: boolean;
  }
}

const REQUEST_TIMEOUT_MS = 30_000;

/** The REST door: every route under `/v1` is made from the table of operations, and none beside it. */
export function openRestDoor(door: RestDoor): FastifyInstance {
  const onError = createErrorHandler(door.log);
  const app = Fastify({
    logger: false,
    frameworkErrors: onError, // its own would repeat the address
    bodyLimit: BODY_LIMIT,
    requestTimeout: 0, // a file takes as long as it takes; see limitBodies for all others
    forceCloseConnections: true,
  });
  limitBodies(app);
  app.setErrorHandler(onError);
  app.setNotFoundHandler((request, reply) => onError(new ProblemError('NOT_FOUND'), request, reply));
  app.addHook('onSend', async (_request, reply) => {
    reply.headers({
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    });
  });
  readJsonBodies(app);
  const durations = new Histogram({
    name: 'saite_http_seconds',
    help: 'Duration of calls, by operation and status',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [door.metrics],
  });
  const ids = Object.keys(operations) as OperationId[];
  for (const id of ids) if (isOwn(id)) registerOperation(app, id, door, durations);
  app.register(async (streamed) => {
    streamed.removeAllContentTypeParsers();
    streamed.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
    streamed.addHook('onSend', async (request, reply) => {
      // Answered before all of it came: what is left of the file would be taken for the next call.
      if (!request.raw.complete) reply.header('connection', 'close');
    });
    for (const id of ids) if (!isOwn(id)) registerOperation(streamed, id, door, durations);
  });
  registerHealth(app, door);
  registerPages(app, door);
  return app;
}

/** A body that is not streamed onwards has to be here in time. */
function limitBodies(app: FastifyInstance): void {
  app.addHook('preParsing', async (request, _reply, payload) => {
    if (request.routeOptions.config.streamed) return payload;
    const timer = setTimeout(() => request.raw.destroy(), REQUEST_TIMEOUT_MS);
    payload.once('close', () => clearTimeout(timer));
    return payload;
  });
}

function registerOperation(
  app: FastifyInstance,
  id: OperationId,
  door: RestDoor,
  durations: Histogram,
): void {
  const operation: Operation = operations[id];
  const callers = new WeakMap<FastifyRequest, Admitted>();
  app.route({
    config: { streamed: operation.upload !== undefined },
    method: operation.method,
    url: operation.path.replaceAll(/\{([A-Za-z]+)\}/g, ':$1'),
    onRequest: async (request) => {
      if (operation.open) return;
      const caller = await door.tokens.verify(request.headers.authorization);
      callers.set(request, letIn(caller, id, purposeOf(request), 'rest'));
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
      const file = id === 'listInstitutionAllowances' ? preferredFile(request, admitted) : undefined;
      return file ? exportMonth(door, asked, file, reply) : perform(door, { ...asked, operation: id });
    },
  });
}

/** Why the caller looks a person up, if the header says something readable. */
function purposeOf({ headers }: FastifyRequest): string | undefined {
  const purpose = headers['saite-purpose'];
  return typeof purpose === 'string' && /^[\x20-\x7e]{3,200}$/.test(purpose.trim())
    ? purpose.trim()
    : undefined;
}

function registerHealth(app: FastifyInstance, door: RestDoor): void {
  app.get('/health/live', async () => ({ state: 'up' }));
  app.get('/health/ready', async (_request, reply) => {
    const dependencies = await door.health();
    return reply.code(isReady(dependencies) ? 200 : 503).send({ dependencies });
  });
  app.get('/metrics', async (_request, reply) => {
    await door.health(); // brings the figures of what waits up to date
    return reply.type(door.metrics.contentType).send(await door.metrics.metrics());
  });
}
