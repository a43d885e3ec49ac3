import { createHash } from 'node:crypto';
import type { KeyRing } from '@saite/identity';
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
import type { Behind } from './doors/rest/rest-door.ts';
import { openRestDoor } from './doors/rest/server.ts';
import { TokenVerifier } from './doors/rest/tokens.ts';
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
  readonly clock?: Clock;
  readonly log: Log;
}

export interface Hub {
  readonly url: string;
  readonly close: Closer;
}

/**
 * Opens the hub: engine and doors. Opened last and closed first are the doors, so that nothing is accepted that
 * cannot be worked on.
 *
 * @throws SaiteError `CONFIG_INVALID`, or a PolicyError if a configured rate lies under the floor
 */
export async function openHub(options: HubOptions): Promise<Hub> {
  const { log, keyRing, clock = systemClock } = options;
  const allowance = parseConfig(AllowanceConfig, options.allowance, 'allowance');
  const childCare = parseConfig(ChildCareConfig, options.childCare ?? {}, 'care of children');
  const policies = { allowance: allowancePolicies(allowance), childCare: childCarePolicies(childCare) };
  const metrics = createMetrics('hub');
  const database = openDatabase(options.databaseUrl, 'saite-hub', log, 12);
  const policiesDigest = createHash('sha256')
    .update(JSON.stringify([allowance, childCare]))
    .digest('base64url');
  const engine = await openEngine({
    amqpUrl: options.amqpUrl,
    database,
    keyRing,
    policies,
    policiesDigest,
    audit: options.audit,
    clock,
    log,
    metrics,
  });
  const tokens = new TokenVerifier(options.issuer, options.audience, log);
  const door = openRestDoor({
    database,
    keyRing,
    deciders: engine.deciders,
    trail: engine.trail,
    tokens,
    clock,
    log,
    metrics,
    policies: policies.childCare,
    health: engine.health,
    services: engine.services,
    behind: options.behind ?? {},
    onChange: engine.wake,
  });
  const url = await door.listen({ host: options.host, port: options.port });
  return {
    url,
    close: async () => {
      await door.close();
      await engine.close();
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
