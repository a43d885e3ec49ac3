import { readFile } from 'node:fs/promises';
import type { FastifyInstance } from 'fastify';

/** Schemas of the SOAP doors and of the exchange with SOPA, published at the path that the state's catalogue would give them. */
const XML_SCHEMAS = {
  Saite: '@saite/contracts/generated/xsd/Saite.xsd',
  SopaImport: '@saite/contracts/generated/xsd/SopaImport.xsd',
  SopaImportResult: '@saite/contracts/generated/xsd/SopaImportResult.xsd',
  SopaOutgoing: '@saite/contracts/xsd/SopaOutgoing.xsd',
  SopaReceipts: '@saite/contracts/xsd/SopaReceipts.xsd',
} as const;

const GENERATED = import.meta
  .resolve('@saite/contracts/generated/openapi.json')
  .replace(/openapi\.json$/, '');

/** The descriptions that are made from the contracts. */
export function registerDescriptions(app: FastifyInstance): void {
  for (const name of ['openapi', 'asyncapi']) {
    const content = readFile(new URL(`${name}.json`, GENERATED), 'utf8');
    content.catch(() => {}); // told to whoever asks
    app.get(`/${name}.json`, async (_request, reply) =>
      reply.type('application/json; charset=utf-8').send(await content),
    );
  }
  for (const [name, module] of Object.entries(XML_SCHEMAS)) {
    const content = readFile(new URL(import.meta.resolve(module)), 'utf8');
    content.catch(() => {}); // told to whoever asks
    app.get(`/XMLSchemas/999003/${name}/v1-0/${name}.xsd`, async (_request, reply) =>
      reply.type('application/xml; charset=utf-8').send(await content),
    );
  }
}
