import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { FACT_TYPES } from '@saite/contracts';
import type { FaultPoint } from '@saite/runtime';
import { createLog, type Database, openDatabase } from '@saite/runtime';
import { ensureAuditKey } from '../../../setup/src/keys.ts';
import { freePort } from '../../../setup/src/ports.ts';
import { projectRoot } from '../../../setup/src/project.ts';
import { findServices } from '../../../setup/src/services/list.ts';
import { createService } from '../../../setup/src/services/service.ts';
import { createSystem } from '../../../setup/src/system.ts';
import { type Collector, openCollector } from './collector.ts';
import type { Ground, Room } from './ground.ts';
import { KeptPart } from './kept-part.ts';

export type ServiceName = 'hub' | 'adapter-sais' | 'adapter-pmlp';

/** A whole running system in its own room: its services as processes, and what the tests look through. */
export interface World {
  readonly ground: Ground;
  readonly room: Room;
  readonly hubUrl: string;
  readonly sandboxUrl: string;
  readonly collector: Collector;
  /** Connections of the tests themselves. */
  readonly database: Database;
  /** Broker, database and services by name: whatever a fault may hit. The sandbox is not among them. */
  readonly parts: ReadonlyMap<string, KeptPart>;
  /** Address of a service's health. */
  healthUrl(service: ServiceName): string;
  /** Starts a service, already down, so that it dies at a point; says whether it did. It stays down then. */
  startToDie(service: ServiceName, point: FaultPoint, nth: number, limitMs: number): Promise<boolean>;
  close(): Promise<void>;
}

export interface WorldOptions {
  readonly name: string;
  /** Checkout whose services run; this one if not said. */
  readonly root?: string;
  /** Services that are started with the others; the rest is left to the caller. */
  readonly started?: readonly ServiceName[];
}

const SERVICES: readonly ServiceName[] = ['hub', 'adapter-sais', 'adapter-pmlp'];

/** Opens a room and starts the system in it. */
export async function openWorld(ground: Ground, options: WorldOptions): Promise<World> {
  const { name, root = projectRoot, started = SERVICES } = options;
  const room = await ground.openRoom(name);
  const ports = { port: await freePort(), tlsPort: await freePort(), sandboxPort: await freePort() };
  const { infrastructure } = ground;
  const { urls, environment, access } = await createSystem({
    ...infrastructure,
    settings: { ...infrastructure.settings, ...ports },
    environment: {
      ...infrastructure.environment,
      AMQP_URL: room.amqpUrl,
      DATABASE_URL: room.databaseUrl,
      SAITE_DATA: room.folder,
    },
  });
  const plans = new Map(
    findServices(root)
      .flat()
      .map((plan) => [plan.name, plan]),
  );
  const environments = new Map<string, Record<string, string>>();
  const open = async (service: string): Promise<KeptPart> => {
    const plan = plans.get(service);
    if (!plan) throw new Error(`there is no service ${service} in ${root}`);
    const own: Record<string, string> = {
      ...environment,
      ...access.get(service),
      ...(service === 'hub' && ensureAuditKey(room.folder, {})),
      SAITE_METRICS_PORT: String(await freePort()),
    };
    environments.set(service, own);
    return new KeptPart(createService(infrastructure.keeper, { ...plan, name: `${name}.${service}` }, own));
  };
  const sandbox = await open('sandbox');
  const services = new Map<string, KeptPart>();
  for (const service of SERVICES) services.set(service, await open(service));
  const database = openDatabase(room.databaseUrl, 'faults', createLog('faults', 'silent'), 4, 'sandbox');
  const collector = await openCollector(room.amqpUrl);
  await sandbox.start();
  // The hub's door opens last, when every adapter's queue is there.
  const adapters = started.filter((service) => service !== 'hub');
  await Promise.all(adapters.map((service) => services.get(service)?.start()));
  if (started.includes('hub')) {
    await services.get('hub')?.start();
    await introduceAll(database);
  }

  const logOf = (service: string) => join(infrastructure.keeper.folder, 'logs', `${name}.${service}.log`);
  return {
    ground,
    room,
    hubUrl: urls.hub,
    sandboxUrl: urls.sandbox,
    collector,
    database,
    parts: new Map([['broker', ground.broker], ['database', ground.database], ...services]),
    healthUrl: (service) =>
      service === 'hub'
        ? `${urls.hub}/health/ready`
        : `http://127.0.0.1:${environments.get(service)?.SAITE_METRICS_PORT}/health/ready`,
    startToDie: async (service, point, nth, limitMs) => {
      const part = services.get(service);
      const own = environments.get(service);
      if (!part || !own) throw new Error(`there is no service ${service}`);
      const reached = () => timesReached(logOf(service), point);
      const before = reached();
      own.SAITE_FAULT_POINT = `${point}:${nth}`;
      try {
        await part.startUntilItEnds(limitMs);
      } finally {
        delete own.SAITE_FAULT_POINT;
      }
      return reached() > before;
    },
    close: async () => {
      await Promise.all([...services.values(), sandbox].map((part) => part.close()));
      await collector.close();
      await database.end();
      await room.close();
    },
  };
}

/**
 * Makes the adapters old acquaintances of the hub: what it tells them once, when it first hears of them, would bring
 * back what a fault lost.
 */
async function introduceAll(database: Database): Promise<void> {
  await database.query(
    `INSERT INTO hub.introduction (service, event_type, met_at, told_at) SELECT service, event_type, now(), now()
     FROM unnest($1::text[]) AS service CROSS JOIN unnest($2::text[]) AS event_type
     ON CONFLICT (service, event_type) DO UPDATE SET told_at = excluded.told_at`,
    [SERVICES.filter((service) => service !== 'hub'), FACT_TYPES],
  );
}

function timesReached(log: string, point: string): number {
  try {
    return readFileSync(log, 'utf8').split(`fault point ${point} reached`).length - 1;
  } catch {
    return 0;
  }
}
