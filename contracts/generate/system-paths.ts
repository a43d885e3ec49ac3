import { z } from 'zod';
import type { ZodOpenApiPathsObject } from 'zod-openapi';

/** Paths that say how the system is. They need no token and show no personal data. */
export const systemPaths: ZodOpenApiPathsObject = {
  '/health/live': {
    get: {
      operationId: 'getLiveness',
      tags: ['system'],
      summary: 'Whether the process is alive',
      security: [],
      responses: {
        '200': {
          description: 'Alive',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
      },
    },
  },
  '/health/ready': {
    get: {
      operationId: 'getReadiness',
      tags: ['system'],
      summary: 'Whether calls can be taken, with the state of each dependency',
      description: 'Ready also while a register is down; not ready without broker or database.',
      security: [],
      responses: {
        '200': { description: 'Ready', content: { 'application/json': { schema: { type: 'object' } } } },
        '503': {
          description: 'Not ready: broker or database is missing',
          content: { 'application/json': { schema: { type: 'object' } } },
        },
      },
    },
  },
  '/XMLSchemas/999003/{name}/v1-0/{file}': {
    get: {
      operationId: 'getXmlSchema',
      tags: ['system'],
      summary:
        'An XML schema of the exchange with SOPA: SopaImport, SopaImportResult, SopaOutgoing, SopaReceipts',
      security: [],
      requestParams: {
        path: z.object({
          name: z.string().describe('Name of the schema'),
          file: z.string().describe('Its file: <name>.xsd'),
        }),
      },
      responses: {
        '200': { description: 'The schema', content: { 'application/xml': { schema: { type: 'string' } } } },
        '404': { description: 'No schema of that name and version' },
      },
    },
  },
  '/metrics': {
    get: {
      operationId: 'getMetrics',
      tags: ['system'],
      summary: 'Measurements in the text format of Prometheus',
      security: [],
      responses: {
        '200': { description: 'Measurements', content: { 'text/plain': { schema: { type: 'string' } } } },
        '404': { description: 'Not for this caller: another machine, or without the token that was set' },
      },
    },
  },
};
