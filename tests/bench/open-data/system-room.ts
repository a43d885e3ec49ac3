import { once } from 'node:events';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Month } from '@saite/contracts';
import { openRoom } from '@saite/runtime/testing';
import { type ChannelModel, connect } from 'amqplib';
import pg from 'pg';
import { ensureAdapterKeys, ensureAuditKey } from '../../../setup/src/keys.ts';
import { freePort } from '../../../setup/src/ports.ts';
import { projectRoot } from '../../../setup/src/project.ts';
import { findServices } from '../../../setup/src/services/list.ts';
import type { Closes } from '../support/endings.ts';
import { type StartedProcess, startProcess } from '../support/processes.ts';
import type { Run } from '../support/run.ts';

/** The whole system as `npm start` runs it, each service a process, in a room and a folder that nobody else uses. */
export interface SystemRoom {
  readonly services: readonly StartedProcess[];
  readonly database: pg.Pool;
  readonly databaseUrl: string;
  readonly broker: ChannelModel;
  /** Calls a control call of the sandbox. @returns its body, as text */
  control(path: string, body: object): Promise<string>;
}

/** @param firstMonth the first month of which data sets are made */
export async function openSystemRoom(run: Run, firstMonth: Month, closes: Closes): Promise<SystemRoom> {
  const room = await openRoom();
  closes(() => room.close());
  const database = new pg.Pool({ connectionString: room.databaseUrl });
  closes(() => database.end());
  const broker = await connect(room.amqpUrl);
  closes(async () => {
    const closed = once(broker, 'close');
    await broker.close();
    await closed;
  });
  const folder = join(run.folder, new URL(room.databaseUrl).pathname);
  mkdirSync(folder);
  const sandboxUrl = `http://127.0.0.1:${await freePort()}`;
  const environment = {
    AMQP_URL: room.amqpUrl,
    DATABASE_URL: room.databaseUrl,
    SAITE_DATASETS_FROM: firstMonth,
    ...(await settingsOf(folder, sandboxUrl)),
  };
  const keys = new Map([...(await ensureAdapterKeys(folder)), ['hub', ensureAuditKey(folder, {})] as const]);
  const services: StartedProcess[] = [];
  for (const stage of findServices(projectRoot))
    services.push(
      ...(await Promise.all(
        stage.map(({ name }) =>
          startProcess(
            {
              name,
              file: fileOf(name),
              folder,
              profile: run.options.profile,
              environment: { ...environment, ...keys.get(name) },
            },
            closes,
          ),
        ),
      )),
    );
  const control = async (path: string, body: object) => {
    const response = await fetch(sandboxUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    const answer = await response.text();
    if (!response.ok) throw new Error(`the sandbox answered ${response.status} to ${path}`);
    return answer;
  };
  return { services, database, databaseUrl: room.databaseUrl, broker, control };
}

/** The program of a service, from the checkout's folder. */
const fileOf = (service: string): string => `${service.replace(/^adapter-/, 'adapters/')}/src/main.ts`;

async function settingsOf(folder: string, sandboxUrl: string): Promise<Record<string, string>> {
  const port = String(await freePort());
  const importPort = String(await freePort());
  const statisticsPort = String(await freePort());
  return {
    SAITE_MODE: 'sandbox',
    SAITE_DATA: folder,
    SAITE_PORT: port,
    SAITE_TLS_PORT: String(await freePort()),
    SAITE_HUB_URL: `http://127.0.0.1:${port}`,
    SAITE_SANDBOX_PORT: new URL(sandboxUrl).port,
    SAITE_SANDBOX_URL: sandboxUrl,
    OIDC_ISSUER: sandboxUrl,
    SAITE_SOPA_IMPORT_PORT: importPort,
    SAITE_SOPA_IMPORT_URL: `http://127.0.0.1:${importPort}`,
    SAITE_SOPA_DROP_FOLDER: join(folder, 'sopa-files'),
    SAITE_SOURCES_FOLDER: join(folder, 'source-files'),
    SAITE_STATISTICS_PORT: statisticsPort,
    SAITE_STATISTICS_URL: `http://127.0.0.1:${statisticsPort}`,
  };
}
