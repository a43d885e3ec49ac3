import { CSV, DATASET_IDS, DatasetId, type DatasetList, DatasetQuery, JSON_LD } from '@saite/contracts';
import { codeOf, type Database, isTransient, type Log } from '@saite/runtime';
import Fastify, { type FastifyInstance, type FastifyReply } from 'fastify';
import type { z } from 'zod';
import { DATASETS } from '../datasets/index.ts';
import type { DatasetStructure } from '../datasets/structure.ts';
import { listEditions, readEdition } from '../editions/store.ts';
import { datasetAsCsv, datasetAsCsvw, datasetAsDcat, datasetAsJson } from '../publication/index.ts';

/** Refused with a stable code; the hub's door tells it to the caller as a problem. */
class Refusal extends Error {
  readonly code: 'NOT_FOUND' | 'INVALID';
  readonly status: 404 | 422;

  constructor(code: 'NOT_FOUND' | 'INVALID', status: 404 | 422) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.status = status;
  }
}

export interface DatasetDoorOptions {
  readonly database: Database;
  readonly log: Log;
  /** Address at which everybody reads the data sets. */
  readonly baseUrl: string;
}

/** The door of the data sets: the hub streams the open calls of `/v1/datasets` to it. It shows what is published only. */
export function openDatasetDoor({ database, log, baseUrl }: DatasetDoorOptions): FastifyInstance {
  const app = Fastify({
    logger: false,
    forceCloseConnections: true,
    frameworkErrors: (_error, _request, { raw }) => {
      raw.writeHead(404, { 'content-type': 'application/json' }).end('{"code":"NOT_FOUND"}');
    },
  });
  app.setNotFoundHandler((_request, reply) => reply.code(404).send({ code: 'NOT_FOUND' }));
  app.setErrorHandler((error, _request, reply) => {
    if (error instanceof Refusal) return reply.code(error.status).send({ code: error.code });
    const away = isTransient(error);
    log.error('datasets.failed', { code: codeOf(error) }, error);
    return reply.code(away ? 503 : 500).send({ code: away ? 'UNAVAILABLE' : 'INTERNAL' });
  });

  app.get('/v1/datasets', async (_request, reply) => reply.send(await listDatasets(database)));
  app.get<{ Params: { dataset: string } }>(
    '/v1/datasets/:dataset',
    async ({ params, query, headers }, reply) => {
      const structure = structureOf(params.dataset);
      const asked = DatasetQuery.safeParse(query);
      if (!asked.success) throw new Refusal('INVALID', 422);
      const { period, edition: number, format } = asked.data;
      const edition = await readEdition(database, structure.id, period, number);
      // An edition that was asked for by its number is there or not; a period without one is merely empty.
      if (!edition && number !== undefined) throw new Refusal('NOT_FOUND', 404);
      const asCsv = format === undefined ? wantsCsv(headers.accept) : format === 'csv';
      return asCsv
        ? send(reply, `${CSV}; charset=utf-8; header=present`, datasetAsCsv(structure, edition))
        : send(
            reply,
            'application/json; charset=utf-8',
            JSON.stringify(datasetAsJson(structure, edition, period)),
          );
    },
  );
  app.get<{ Params: { dataset: string } }>('/v1/datasets/:dataset/metadata', async ({ params }, reply) => {
    const structure = structureOf(params.dataset);
    const editions = await listEditions(database, structure.id);
    return send(reply, JSON_LD, JSON.stringify(datasetAsDcat(structure, editions, baseUrl)));
  });
  app.get<{ Params: { dataset: string } }>('/v1/datasets/:dataset/structure', async ({ params }, reply) =>
    send(reply, JSON_LD, JSON.stringify(datasetAsCsvw(structureOf(params.dataset)))),
  );
  return app;
}

const send = (reply: FastifyReply, type: string, body: string): FastifyReply => reply.type(type).send(body);

function structureOf(name: string): DatasetStructure {
  const id = DatasetId.safeParse(name);
  if (!id.success) throw new Refusal('NOT_FOUND', 404);
  return DATASETS[id.data].structure;
}

/** CSV for whoever names it and does not rather want JSON. */
function wantsCsv(accept: string | undefined): boolean {
  const places = [CSV, 'application/json'].map((type) => (accept ?? '').toLowerCase().indexOf(type));
  const [csv = -1, json = -1] = places;
  return csv !== -1 && (json === -1 || csv < json);
}

async function listDatasets(database: Database): Promise<z.infer<typeof DatasetList>> {
  const editions = Map.groupBy(await listEditions(database), ({ dataset }) => dataset);
  const items = DATASET_IDS.map((dataset) => {
    const { titles, descriptions } = DATASETS[dataset].structure;
    const periods = (editions.get(dataset) ?? []).map(({ period, edition, publishedAt }) => ({
      period,
      edition,
      publishedAt,
    }));
    return { dataset, titles: { ...titles }, descriptions: { ...descriptions }, periods };
  });
  return { items, next: null };
}
