import { z } from 'zod';
import { SaiteError } from './log.ts';

const port = (fallback: number) => z.coerce.number().int().min(0).max(65_535).default(fallback);

/** Settings that every process shares, from the environment. */
const SharedConfig = z.object({
  AMQP_URL: z.url({ protocol: /^amqps?$/ }).describe('The broker'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//)
    .describe('The database'),
  SAITE_KEYS: z.string().min(1).describe('Path of the key file'),
  SAITE_HOST: z.string().default('127.0.0.1').describe('Address that the doors listen on'),
  SAITE_METRICS_PORT: port(0).describe(
    'Port of health and metrics of a process without doors; 0 picks a free one',
  ),
});

/** Reads a process's settings, those shared by all and its own, and names each field that is wrong. */
export function readConfig<Own extends z.ZodRawShape>(
  own: z.ZodObject<Own>,
  env: NodeJS.ProcessEnv = process.env,
) {
  const parsed = SharedConfig.extend(own.shape).safeParse(env);
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new SaiteError('CONFIG_INVALID', `The settings are not valid (${fields}).`);
}

/** A span of time, milliseconds. */
export const millisecondsSetting = (fallback: number, longest = 600_000) =>
  z.coerce.number().int().min(50).max(longest).default(fallback);

export { port as portSetting };
