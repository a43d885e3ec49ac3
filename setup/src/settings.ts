import { resolve } from 'node:path';
import { SetupProblem } from './problem.ts';

/** What the environment says about one run. */
export type Settings = {
  dataFolder: string;
  port: number;
  tlsPort: number;
  sandboxPort: number;
  /** Addresses of servers that somebody else runs; none of ours is started then. */
  amqpUrl: string | undefined;
  brokerAdminUrl: string | undefined;
  readerAmqpUrl: string | undefined;
  databaseUrl: string | undefined;
  oidcIssuer: string | undefined;
  logLevel: string;
};

/** Reads the settings; a variable that is set to nothing counts as not set. */
export function readSettings(environment: NodeJS.ProcessEnv = process.env): Settings {
  const text = (name: string) => environment[name]?.trim() || undefined;
  const port = (name: string, fallback: number) => portOf(name, text(name), fallback);
  return {
    dataFolder: resolve(text('SAITE_DATA') ?? '.saite'),
    port: port('SAITE_PORT', 8080),
    tlsPort: port('SAITE_TLS_PORT', 8443),
    sandboxPort: port('SAITE_SANDBOX_PORT', 8090),
    amqpUrl: text('AMQP_URL'),
    brokerAdminUrl: text('SAITE_BROKER_ADMIN_URL'),
    readerAmqpUrl: text('SAITE_READER_AMQP_URL'),
    databaseUrl: text('DATABASE_URL'),
    oidcIssuer: text('OIDC_ISSUER'),
    logLevel: text('LOG_LEVEL') ?? 'info',
  };
}

function portOf(name: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port <= 65_535) return port;
  throw new SetupProblem(
    `${name} is "${text}"; it must be a port, 1 to 65535.`,
    `${name} ir "${text}"; tam jābūt portam no 1 līdz 65535.`,
  );
}
