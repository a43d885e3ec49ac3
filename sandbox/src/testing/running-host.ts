import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createLog, systemClock } from '@saite/runtime';
import { freePort } from '../../../setup/src/ports.ts';
import { buildSandbox } from '../host/app.ts';

/** A host without registers, listening, in a folder of its own. */
export interface RunningHost {
  readonly url: string;
  readonly hubUrl: string;
  /** Its `SAITE_DATA`. */
  readonly folder: string;
  /** Posts to a control call. */
  control(
    path: string,
    body: unknown,
  ): Promise<{ status: number; json: Record<string, unknown>; text: string }>;
  /** Ends and starts again upon the same folder. */
  restart(): Promise<void>;
  close(): Promise<void>;
}

export async function startHost(): Promise<RunningHost> {
  const folder = await mkdtemp(join(tmpdir(), 'saite-host-'));
  const adapters = join(folder, 'no-adapters');
  await mkdir(adapters);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const hubUrl = `http://127.0.0.1:${await freePort()}`;
  const tlsPort = await freePort();
  const start = async () => {
    const app = await buildSandbox(
      {
        host: '127.0.0.1',
        port,
        tlsPort,
        url,
        hubUrl,
        dataFolder: folder,
        systemsFile: join(folder, 'systems.json'),
      },
      { clock: systemClock, log: createLog('sandbox-test', 'silent'), adapters },
    );
    await app.listen({ host: '127.0.0.1', port });
    return app;
  };
  let app = await start();
  return {
    url,
    hubUrl,
    folder,
    async control(path, body) {
      const response = await fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
      const text = await response.text();
      return { status: response.status, json: JSON.parse(text), text };
    },
    async restart() {
      await app.close();
      app = await start();
    },
    async close() {
      await app.close();
      await rm(folder, { recursive: true });
    },
  };
}
