import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { World } from './world.ts';

/** The adapter's own program in a world's room; what it says is for whoever reads `stdout`. */
export const startProgram = (
  world: World,
  env: Readonly<Record<string, string>>,
  output: 'ignore' | 'pipe' = 'ignore',
): ChildProcess =>
  fork(join(import.meta.dirname, '../main.ts'), {
    stdio: ['ignore', output, output, 'ipc'],
    env: {
      ...process.env,
      AMQP_URL: world.room.amqpUrl,
      DATABASE_URL: world.room.databaseUrl,
      SAITE_KEYS: world.keyPath,
      SAITE_METRICS_PORT: '0',
      SAITE_LABIS_URL: world.labis.url,
      SAITE_LABIS_CLIENT: world.labis.clientPath,
      SAITE_LABIS_KEYS: world.keysPath,
      SAITE_LABIS_GATHER_MS: '50',
      SAITE_POLL_MS: '50',
      ...env,
    },
  });
