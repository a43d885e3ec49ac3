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
  '/metrics': {
    get: {
      operationId: 'getMetrics',
      tags: ['system'],
      summary: 'Measurements in the text format of Prometheus',
      security: [],
      responses: {
        '200': { description: 'Measurements', content: { 'text/plain': { schema: { type: 'string' } } } },
      },
    },
  },
};
