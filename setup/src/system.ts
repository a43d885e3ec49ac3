import { join } from 'node:path';
import { openAccess, type ServiceAccess } from './access.ts';
import type { Infrastructure } from './infrastructure.ts';
import { ensureAdapterKeys, ensureAuditKey } from './keys.ts';
import { demandPort, freePort } from './ports.ts';
import type { Part } from './processes/part.ts';
import { projectRoot } from './project.ts';
import { type Say, sayOnScreen, step } from './screen.ts';
import { findServices } from './services/list.ts';
import { createService } from './services/service.ts';
import type { Settings } from './settings.ts';
import { tellUnknownSettings } from './unknown-settings.ts';

/** The services of the whole system, each of them a part that can be started, stopped and killed. */
export type System = {
  /** Groups in the order of their start. */
  stages: Part[][];
  urls: { hub: string; sandbox: string; issuer: string };
  /** What each service gets, for programs that need the same. */
  environment: Record<string, string>;
  /** How each service logs in at broker and database. */
  access: ServiceAccess;
  start: () => Promise<void>;
  stop: () => Promise<void>;
};

/** Refuses a port that somebody else has, with the variable that moves it. */
export async function demandPorts(settings: Settings): Promise<void> {
  await demandPort(settings.port, 'SAITE_PORT');
  await demandPort(settings.tlsPort, 'SAITE_TLS_PORT');
  await demandPort(settings.sandboxPort, 'SAITE_SANDBOX_PORT');
}

/** Where the sandbox's authority puts what the hub trusts: its certificate and key, who may call, what was revoked. */
export const trustOf = (dataFolder: string): Record<string, string> => ({
  SAITE_TLS_CERT: join(dataFolder, 'tls/hub.pem'),
  SAITE_TLS_KEY: join(dataFolder, 'tls/hub-key.pem'),
  SAITE_TLS_CLIENT_CA: join(dataFolder, 'tls/ca.pem'),
  SAITE_TLS_CLIENT_CRL: join(dataFolder, 'tls/crl.pem'),
  SAITE_SYSTEMS: join(dataFolder, 'systems.json'),
});

/** Lays out the services upon broker and database; nothing is started yet. */
export async function createSystem(infrastructure: Infrastructure, say: Say = sayOnScreen): Promise<System> {
  const { settings, keeper } = infrastructure;
  const hub = `http://127.0.0.1:${settings.port}`;
  const sandbox = `http://127.0.0.1:${settings.sandboxPort}`;
  const issuer = settings.oidcIssuer ?? sandbox;
  // The broker's administrator and the readers' user are for tests and other programs, not for services.
  const {
    SAITE_BROKER_ADMIN_URL: _admin,
    SAITE_READER_AMQP_URL: _reader,
    ...shared
  } = infrastructure.environment;
  const importPort = await freePort();
  const statisticsPort = await freePort();
  const sandboxTlsPort = await freePort();
  const dataFolder = shared.SAITE_DATA ?? keeper.folder;
  const environment = {
    ...shared,
    SAITE_PORT: String(settings.port),
    SAITE_TLS_PORT: String(settings.tlsPort),
    SAITE_SANDBOX_PORT: String(settings.sandboxPort),
    SAITE_SANDBOX_URL: sandbox,
    SAITE_SANDBOX_TLS_PORT: String(sandboxTlsPort),
    SAITE_HUB_URL: hub,
    SAITE_SOPA_IMPORT_PORT: String(importPort),
    SAITE_SOPA_IMPORT_URL: `http://127.0.0.1:${importPort}`,
    SAITE_SOPA_DROP_FOLDER: join(keeper.folder, 'sopa-files'),
    SAITE_SOURCES_FOLDER: join(keeper.folder, 'source-files'),
    SAITE_STATISTICS_PORT: String(statisticsPort),
    SAITE_STATISTICS_URL: `http://127.0.0.1:${statisticsPort}`,
    OIDC_ISSUER: issuer,
    ...trustOf(dataFolder),
    SAITE_MODE: 'sandbox',
    LOG_LEVEL: settings.logLevel,
    NODE_ENV: 'production',
  };
  const ownKeys = new Map([
    ...(await ensureAdapterKeys(keeper.folder)),
    ['hub', ensureAuditKey(keeper.folder)] as const,
  ]);
  tellUnknownSettings(say);
  const access = await openAccess(infrastructure, say);
  const stages = findServices(projectRoot).map((stage) =>
    stage.map((plan) =>
      createService(keeper, plan, { ...environment, ...access.get(plan.name), ...ownKeys.get(plan.name) }),
    ),
  );
  return {
    stages,
    urls: { hub, sandbox, issuer },
    environment,
    access,
    start: async () => {
      for (const stage of stages) {
        await Promise.all(stage.map((service) => step(say, service.name, service.start)));
      }
    },
    // The doors close before the registers behind them.
    stop: async () => {
      for (const stage of [...stages].reverse()) await Promise.all(stage.map((service) => service.stop()));
    },
  };
}
