import { createServer } from 'node:http';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Closer } from './service.ts';

/** How a dependency is: `down` of a needed one makes the process not ready; `degraded` is only shown. */
export interface DependencyState {
  readonly state: 'up' | 'degraded' | 'down';
  readonly needed: boolean;
  /** Stable code of what is wrong. */
  readonly code?: string;
}
export type HealthReport = Readonly<Record<string, DependencyState>>;

export const isReady = (report: HealthReport): boolean =>
  Object.values(report).every((dependency) => dependency.state !== 'down' || !dependency.needed);

/** A registry with the process's own figures; labels never hold ids or anything personal. */
export function createMetrics(service: string): Registry {
  const registry = new Registry();
  registry.setDefaultLabels({ service });
  collectDefaultMetrics({ register: registry });
  registry.removeSingleMetric('nodejs_version_info'); // what runs here is nobody's business
  return registry;
}

/**
 * Serves `/health/live`, `/health/ready` and `/metrics` of a process that has no doors.
 *
 * @returns the port, and how it is closed
 */
export async function serveHealth(
  host: string,
  port: number,
  metrics: Registry,
  report: () => Promise<HealthReport>,
): Promise<{ port: number; close: Closer }> {
  const server = createServer(async (request, response) => {
    const answer = (status: number, type: string, body: string) =>
      response.writeHead(status, { 'content-type': type }).end(body);
    try {
      if (request.url === '/health/live') return answer(200, 'application/json', '{"state":"up"}');
      if (request.url === '/metrics') return answer(200, metrics.contentType, await metrics.metrics());
      if (request.url === '/health/ready') {
        const dependencies = await report();
        return answer(
          isReady(dependencies) ? 200 : 503,
          'application/json',
          JSON.stringify({ dependencies }),
        );
      }
      return answer(404, 'application/json', '{}');
    } catch {
      return answer(503, 'application/json', '{}');
    }
  });
  await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, host, resolve));
  const address = server.address();
  return {
    port: typeof address === 'object' && address ? address.port : port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

export { Counter, Gauge, Histogram, Registry };
