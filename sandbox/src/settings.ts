import { join } from 'node:path';
import { SaiteError } from '@saite/runtime';
import { z } from 'zod';

const Settings = z.object({
  SAITE_MODE: z
    .literal('sandbox', { error: 'the sandbox never runs beside real registers' })
    .default('sandbox'),
  SAITE_SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(8090),
  SAITE_SANDBOX_TLS_PORT: z.coerce
    .number()
    .int()
    .min(0)
    .max(65_535)
    .default(0)
    .describe('Port of the token endpoint with mutual TLS; 0 picks a free one'),
  SAITE_HOST: z.string().default('127.0.0.1').describe('Address to listen on'),
  SAITE_SANDBOX_URL: z.url().optional().describe('Address under which others reach the sandbox'),
  SAITE_HUB_URL: z.url().default('http://127.0.0.1:8080').describe("The hub's REST door"),
  SAITE_DATA: z.string().min(1).default('./.saite').describe('Folder of what is kept'),
  SAITE_SYSTEMS: z
    .string()
    .min(1)
    .optional()
    .describe('File of the systems that may call the hub; in the folder if not said'),
});

/** Settings of the sandbox's host. */
export interface SandboxSettings {
  readonly host: string;
  readonly port: number;
  /** Port of the token endpoint with mutual TLS; 0 picks a free one. */
  readonly tlsPort: number;
  /** Issuer of the tokens, without a slash at the end. */
  readonly url: string;
  readonly hubUrl: string;
  readonly dataFolder: string;
  /** File of the systems that may call the hub. */
  readonly systemsFile: string;
}

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

/** @throws SaiteError `CONFIG_INVALID` naming each setting that is wrong */
export function readSettings(env: NodeJS.ProcessEnv): SandboxSettings {
  const parsed = Settings.safeParse(env);
  if (!parsed.success) {
    const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
    throw new SaiteError('CONFIG_INVALID', `The settings are not valid (${fields}).`);
  }
  const { SAITE_HOST, SAITE_SANDBOX_PORT, SAITE_SANDBOX_URL, SAITE_HUB_URL, SAITE_DATA } = parsed.data;
  const { SAITE_SANDBOX_TLS_PORT, SAITE_SYSTEMS } = parsed.data;
  return {
    host: SAITE_HOST,
    port: SAITE_SANDBOX_PORT,
    tlsPort: SAITE_SANDBOX_TLS_PORT,
    url: withoutSlash(SAITE_SANDBOX_URL ?? `http://127.0.0.1:${SAITE_SANDBOX_PORT}`),
    hubUrl: withoutSlash(SAITE_HUB_URL),
    dataFolder: SAITE_DATA,
    systemsFile: SAITE_SYSTEMS ?? join(SAITE_DATA, 'systems.json'),
  };
}
