import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { type KeyRing, verifyPassword } from '@saite/identity';
import {
  type Clock,
  type Closer,
  createMetrics,
  type Log,
  openDatabase,
  SaiteError,
  systemClock,
} from '@saite/runtime';
import type { z } from 'zod';
import type { TrailKeeping } from './audit/trail.ts';
import { AllowanceConfig, allowancePolicies } from './cases/allowance/index.ts';
import { ChildCareConfig, childCarePolicies } from './cases/child-care/index.ts';
import { peerOf } from './doors/callers/peer.ts';
import { Systems } from './doors/callers/systems.ts';
import { openTlsPort, type TlsFiles, type TlsPort } from './doors/callers/tls-port.ts';
import { Refusals } from './doors/refusals.ts';
import type { Behind } from './doors/rest/rest-door.ts';
import { openRestDoor } from './doors/rest/server.ts';
import { TokenVerifier } from './doors/rest/tokens.ts';
import { openSoapDoors } from './doors/soap/register-soap.ts';
import { ReplayGuard } from './doors/soap/security/index.ts';
import { openEngine } from './engine.ts';

export interface HubOptions {
  readonly amqpUrl: string;
  readonly databaseUrl: string;
  readonly keyRing: KeyRing;
  /** With what the audit trail is signed, and where its heads are kept beside the database. */
  readonly audit: TrailKeeping;
  readonly issuer: string;
  readonly audience: string;
  readonly host: string;
  /** Port of the REST door; 0 picks a free one. */
  readonly port: number;
  /** Configuration of the allowance, as it was written. */
  readonly allowance: unknown;
  /** Configuration of the care of children, as it was written. */
  readonly childCare?: unknown;
  /** Addresses of the services that answer calls behind the REST door. */
  readonly behind?: Behind;
  /** Whether the registers are played; if not said, nothing is open that is open there. */
  readonly isSandbox?: boolean | undefined;
  /** Path of the file of the systems that may call. */
  readonly systems?: string | undefined;
  /** Port with mutual TLS before the same doors; without it, it stays closed. */
  readonly tls?: { readonly port: number; readonly files: TlsFiles } | undefined;
  /** Calls a second of one caller. */
  readonly callsPerSecond?: number | undefined;
  /** How long what operators dismissed is kept, and how long ended jobs and edits are, days. */
  readonly dismissedDays?: number | undefined;
  /** Token for `/metrics`; without one it is open to this machine only. */
  readonly metricsToken?: string | undefined;
  /** Folder of the console as it was built; that of the checkout if not said. */
  readonly consoleFolder?: string;
  readonly clock?: Clock;
  /** Closes all of it and opens it again; `runService` hands it in. */
  readonly reopen?: () => void;
  readonly log: Log;
}

export interface Hub {
  readonly url: string;
  /** Address of the port with mutual TLS, if it is open. */
  readonly tlsUrl: string | undefined;
  /** Everything that the doors answer to: method and path. */
  readonly routes: readonly string[];
  readonly close: Closer;
}

const CONSOLE_FOLDER = join(import.meta.dirname, '../console/dist');

const DISMISSED_DAYS = 90;
/** Calls a second of one caller, outside the sandbox. */
const CALLS_PER_SECOND = 200;
/** Played registers send the whole country through one caller. */
const SANDBOX_CALLS_PER_SECOND = 2_000;

/**
 * Opens the hub: engine and doors. Opened last and closed first are the doors, so that nothing is accepted that
 * cannot be worked on.
 *
 * @throws SaiteError `CONFIG_INVALID`, or a PolicyError if a configured rate lies under the floor
 */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { log, clock = systemClock } = options;
  const allowance = parseConfig(AllowanceConfig, options.allowance, 'allowance');
  const childCare = parseConfig(ChildCareConfig, options.childCare ?? {}, 'care of children');
  const { isSandbox = false } = options;
  const systems = await Systems.open({ path: options.systems, isSandbox, log });
  const policies = { allowance: allowancePolicies(allowance), childCare: childCarePolicies(childCare) };
  const metrics = createMetrics('hub');
  const database = openDatabase(options.databaseUrl, 'saite-hub', log, 12);
  const policiesDigest = createHash('sha256')
    .update(JSON.stringify([allowance, childCare]))
    .digest('base64url');
  const engine = await openEngine({
    amqpUrl: options.amqpUrl,
    database,
    keyRing: options.keyRing,
    policies,
    policiesDigest,
    audit: options.audit,
    dismissedDays: options.dismissedDays ?? DISMISSED_DAYS,
    clock,
    reopen: options.reopen ?? (() => {}),
    log,
    metrics,
  });
  const refusals = new Refusals(log, metrics);
  let tlsPort: TlsPort | undefined;
  const every = {
    database,
    refusals,
    keyRing: engine.references.keys,
    references: engine.references,
    deciders: engine.deciders,
    trail: engine.trail,
    clock,
    log,
    metrics,
    policies: policies.childCare,
    services: engine.services,
    told: engine.told,
    onChange: engine.wake,
    idsLikeCodes: engine.idsLikeCodes,
  };
  const replay = new ReplayGuard(database);
  const mountSoap = await openSoapDoors({
    ...every,
    security: () => ({
      findSystem: (thumbprint) => systems.byThumbprint(thumbprint),
      verifyPassword,
      replay,
      clock,
      trust: tlsPort?.trust(),
    }),
    connectionOf: (request) => {
      const peer = peerOf(request);
      return peer ? { peerThumbprint: peer.thumbprint, peerCertificate: peer.certificate } : {};
    },
  });
  const { app: door, routes } = await openRestDoor({
    ...every,
    tokens: new TokenVerifier({
      issuer: options.issuer,
      audience: options.audience,
      systems,
      isSandbox,
      log,
    }),
    systems,
    callsPerSecond: options.callsPerSecond ?? (isSandbox ? SANDBOX_CALLS_PER_SECOND : CALLS_PER_SECOND),
    metricsToken: options.metricsToken,
    health: async () => ({ ...(await engine.health()), ...systems.health(), ...tlsPort?.health() }),
    behind: options.behind ?? {},
    console: { folder: options.consoleFolder ?? CONSOLE_FOLDER, issuer: options.issuer },
    mount: mountSoap,
  });
  if (options.tls)
    tlsPort = await openTlsPort({ ...options.tls, host: options.host, answer: door.routing, refusals, log });
  else log.info('tls.closed');
  const url = await door.listen({ host: options.host, port: options.port });
  return {
    url,
    tlsUrl: tlsPort?.url,
    routes,
    close: async () => {
      await tlsPort?.close();
      await door.close();
      await engine.close();
      await systems.close();
      await database.end();
    },
  };
}

function parseConfig<Config>(schema: z.ZodType<Config>, written: unknown, what: string): Config {
  const parsed = schema.safeParse(written);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new SaiteError('CONFIG_INVALID', `The configuration of the ${what} is not valid (${fields}).`);
}
