import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { demandClosed } from './demand-closed.ts';
import { createLog, SaiteError } from './log.ts';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

/** Settings that every process shares, from the environment. */
const SharedConfig = z.object({
  SAITE_MODE: z
    .string()
    .default('production')
    .describe('`sandbox` on played registers; everywhere else nothing may be left open'),
  AMQP_URL: z.url({ protocol: /^amqps?$/ }).describe('The broker'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .refine(URL.canParse, { error: 'not an address' })
    .describe('The database'),
  SAITE_KEYS: z.string().min(1).describe('Path of the key file'),
  SAITE_HOST: z.string().default('127.0.0.1').describe('Address that the doors listen on'),
  SAITE_METRICS_PORT: port(0).describe(
    'Port of health and metrics of a process without doors; 0 picks a free one',
  ),
});

/** What may be set for all processes at once, whether or not this one reads it. */
const SET_FOR_ALL =
  /^SAITE_(DATA|PORT|TLS_PORT|HUB_URL|PUBLIC_URL|HEALTH_PORT|FAULT_POINT|SANDBOX_(URL|PORT))$/;

/**
 * Reads a process's settings, those shared by all and its own, and names each field that is wrong.
 *
 * An address with a password may come as a file, `AMQP_URL_FILE` and `DATABASE_URL_FILE`. `AMQP_CA` and `DATABASE_CA`
 * name the certificates that the servers are verified by; they go along in the address, in the form that RabbitMQ's and
 * PostgreSQL's own clients use.
 *
 * @throws SaiteError `CONFIG_INVALID`, or the code of what is open outside the sandbox
 */
export function readConfig<Own extends z.ZodRawShape>(
  own: z.ZodObject<Own>,
  env: NodeJS.ProcessEnv = process.env,
) {
  const schema = SharedConfig.extend(own.shape);
  const parsed = schema.safeParse(withFiles(env));
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new SaiteError('CONFIG_INVALID', `The settings are not valid (${fields}).`);
  }
  const { SAITE_MODE, AMQP_URL, DATABASE_URL } = SharedConfig.parse(withFiles(env));
  demandClosed({ isSandbox: SAITE_MODE === 'sandbox', amqpUrl: AMQP_URL, databaseUrl: DATABASE_URL, env });
  if (SAITE_MODE !== 'sandbox')
    for (const name of unknownSettings(env, Object.keys(schema.shape)))
      createLog('settings').warn('settings.unknown', { part: name });
  return parsed.data;
}

/** Variables of Saite that nobody reads: most likely another one was meant. */
export const unknownSettings = (env: NodeJS.ProcessEnv, known: readonly string[]): string[] =>
  Object.keys(env).filter(
    (name) => name.startsWith('SAITE_') && !known.includes(name) && !SET_FOR_ALL.test(name),
  );

function withFiles(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...env,
    AMQP_URL: verifiedBy(textOf(env, 'AMQP_URL'), env.AMQP_CA, { cacertfile: env.AMQP_CA }),
    DATABASE_URL: verifiedBy(textOf(env, 'DATABASE_URL'), env.DATABASE_CA, {
      sslmode: 'verify-full',
      sslrootcert: env.DATABASE_CA,
    }),
  };
}

function textOf(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const file = env[`${name}_FILE`];
  if (!file) return env[name];
  try {
    return readFileSync(file, 'utf8').trim();
  } catch (error) {
    throw new SaiteError('CONFIG_INVALID', `${name}_FILE: the file ${file} cannot be read.`, {
      cause: error,
    });
  }
}

/** @returns the address as it is if no certificates are named, or it is none */
function verifiedBy(
  url: string | undefined,
  authority: string | undefined,
  parameters: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (url === undefined || !authority || !URL.canParse(url)) return url;
  if (url.startsWith('amqp:'))
    throw new SaiteError('CONFIG_INVALID', 'AMQP_CA: certificates are named, and AMQP_URL is not amqps://.');
  const address = new URL(url);
  for (const [name, value] of Object.entries(parameters))
    if (value !== undefined) address.searchParams.set(name, value);
  return address.href;
}

/** A span of time, milliseconds. */
export const millisecondsSetting = (fallback: number, longest = 600_000) =>
  z.coerce.number().int().min(50).max(longest).default(fallback);

export { port as portSetting };
