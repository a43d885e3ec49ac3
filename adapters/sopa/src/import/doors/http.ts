import { Readable } from 'node:stream';
import {
  FILE_NAME_HEADER,
  type ProblemCode,
  SopaImportPath,
  SopaImportQuery,
  type SopaImportReport,
} from '@saite/contracts';
import { type KeyRing, type OnBehalf, readPass } from '@saite/identity';
import { codeOf, isTransient, type Log } from '@saite/runtime';
import Fastify, { type FastifyInstance, type FastifyRequest } from 'fastify';
import type { Receiver } from '../intake/receive.ts';
import { FileGivenUp } from '../refused.ts';
import { fullReport, type Language, stateReport } from '../result/report.ts';
import { writeResult } from '../result/write-result.ts';
import type { ImportRow, Imports } from '../store/imports.ts';

const PAGE = 100;
/** A sender that says nothing for so long has gone. */
const SILENT_MS = 60_000;

/** Refused with a stable code; the hub's door tells it to the caller as a problem. */
class Refusal extends Error {
  readonly code: ProblemCode;
  readonly status: number;

  constructor(code: ProblemCode, status: number) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }
}

export interface ImportDoorOptions {
  readonly keys: KeyRing;
  readonly imports: Imports;
  readonly receiver: Receiver;
  readonly log: Log;
}

/**
 * The adapter's own door: the hub streams calls of `/v1/sopa` to it, with a pass that says on whose behalf. Nobody
 * else is let in.
 */
export function openImportDoor({ keys, imports, receiver, log }: ImportDoorOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    requestTimeout: 0,
    forceCloseConnections: true,
    frameworkErrors: (_error, _request, { raw }) => {
      raw.writeHead(404, { 'content-type': 'application/json' }).end('{"code":"NOT_FOUND"}');
    },
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'NOT_FOUND' }));
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, payload, done) => done(null, payload));
  app.setErrorHandler((error, _request, reply) => {
    const { code, status } = refusalOf(error, log);
    return reply.code(status).send({ code });
  });
  const passOf = async (request: FastifyRequest): Promise<OnBehalf> => {
    const pass = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1];
    const who = pass === undefined ? undefined : await readPass(keys, 'sopa', pass);
    if (!who) throw new Refusal('UNAUTHENTICATED', 401);
    return who;
  };
  const languageOf = ({ headers }: FastifyRequest): Language =>
    headers['saite-language'] === 'en' ? 'en' : 'lv';
  const report = (who: OnBehalf, row: ImportRow, language: Language): Promise<SopaImportReport> =>
    who.municipality === row.municipality
      ? fullReport(imports.database, imports.schema, row, language)
      : Promise.resolve(stateReport(row));
  const find = async (request: FastifyRequest, who: OnBehalf): Promise<ImportRow> => {
    const { importId } = SopaImportPath.parse(request.params);
    const row = await imports.byId(importId);
    if (!row || row.state === 'gone' || !(who.seesAll || who.municipality === row.municipality))
      throw new Refusal('NOT_FOUND', 404);
    return row;
  };

  app.post('/v1/sopa/imports', async (request, reply) => {
    const { municipality } = await passOf(request);
    if (municipality === null) throw new Refusal('FORBIDDEN', 403);
    const name = request.headers[FILE_NAME_HEADER];
    request.raw.setTimeout(SILENT_MS, () => request.raw.destroy());
    const taken = await receiver.receive({
      municipality,
      way: 'http',
      givenName: typeof name === 'string' ? name : null,
      bytes: request.raw,
    });
    return reply.code(202).send(taken);
  });
  app.get('/v1/sopa/imports', async (request) => {
    const who = await passOf(request);
    const { after, limit = PAGE } = SopaImportQuery.parse(request.query);
    if (!who.seesAll && who.municipality === null) return { items: [], next: null };
    const rows = await imports.list({
      municipality: who.seesAll ? null : who.municipality,
      after: after ?? null,
      limit: limit + 1,
    });
    const items = await Promise.all(rows.slice(0, limit).map((row) => report(who, row, languageOf(request))));
    return { items, next: rows.length > limit ? (items.at(-1)?.importId ?? null) : null };
  });
  app.get('/v1/sopa/imports/:importId', async (request) => {
    const who = await passOf(request);
    return report(who, await find(request, who), languageOf(request));
  });
  app.get('/v1/sopa/imports/:importId/result', async (request, reply) => {
    const who = await passOf(request);
    const row = await find(request, { ...who, seesAll: false });
    if (row.checkedAt === null) throw new Refusal('NOT_READY', 409);
    return reply
      .type('application/xml; charset=utf-8')
      .send(Readable.from(writeResult(imports.database, imports.schema, row)));
  });
  return app;
}

function refusalOf(error: unknown, log: Log): Pick<Refusal, 'code' | 'status'> {
  if (error instanceof Refusal) return error;
  if (isTransient(error) || error instanceof FileGivenUp) {
    log.warn('import.door-unavailable', { code: codeOf(error) }, error);
    return { code: 'UNAVAILABLE', status: 503 };
  }
  log.error('import.door-failed', { code: codeOf(error) }, error);
  return { code: 'INTERNAL', status: 500 };
}
