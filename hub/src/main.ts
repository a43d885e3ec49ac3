import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAuditKeyFile } from '@saite/identity';
import { LiveKeyRing, portSetting, readConfig, runService, SaiteError } from '@saite/runtime';
import { z } from 'zod';
import type { TlsFiles } from './doors/callers/tls-port.ts';
import { openHub } from './hub.ts';

const HubConfig = z.object({
  SAITE_PORT: portSetting(8080).describe('Port of the REST door'),
  OIDC_ISSUER: z.url().describe('Issuer of the tokens, found by discovery'),
  OIDC_AUDIENCE: z.string().default('saite').describe('Audience that tokens must be for'),
  SAITE_DATA: z.string().default('.saite').describe('Folder of the data'),
  SAITE_AUDIT_KEY: z
    .string()
    .min(1)
    .optional()
    .describe('Path of the key that the audit trail is signed with'),
  SAITE_AUDIT_HEADS: z
    .string()
    .min(1)
    .optional()
    .describe('Path of the file that heads of the audit trail are added to'),
  SAITE_CHILD_CARE: z.string().optional().describe('Path of the configuration of the care of children, JSON'),
  SAITE_SOPA_IMPORT_URL: z
    .url()
    .optional()
    .describe('Address to which files of the municipalities are streamed'),
  SAITE_STATISTICS_URL: z
    .url()
    .optional()
    .describe('Address of the statistics, which answer for the data sets'),
  SAITE_MODE: z.string().default('production').describe('`sandbox` on played registers'),
  SAITE_SYSTEMS: z.string().min(1).optional().describe('Path of the file of the systems that may call'),
  SAITE_TLS_PORT: portSetting(8443).describe('Port with mutual TLS; open if its files are named'),
  SAITE_TLS_CERT: z.string().min(1).optional().describe('Path of the certificate of the hub, PEM'),
  SAITE_TLS_KEY: z.string().min(1).optional().describe('Path of its key, PEM'),
  SAITE_TLS_CLIENT_CA: z
    .string()
    .min(1)
    .optional()
    .describe("Path of the authorities of clients' certificates, PEM"),
  SAITE_TLS_CLIENT_CRL: z
    .string()
    .min(1)
    .optional()
    .describe('Path of the lists of what these authorities took back, PEM'),
  SAITE_CALLS_PER_SECOND: z.coerce
    .number()
    .int()
    .min(1)
    .optional()
    .describe('Calls a second of one caller; 200, in the sandbox 2000'),
  SAITE_DISMISSED_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(3_650)
    .default(90)
    .describe('How long what operators dismissed is kept, days; ended jobs and edits too'),
  SAITE_METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe('Token for /metrics; without one it is open to this machine only'),
  SAITE_ALLOWANCE: z.string().optional().describe('Path of the configuration of the allowance, JSON'),
});

/** Files of the port with mutual TLS: all three, or none and the port stays closed. */
function tlsFiles(config: z.infer<typeof HubConfig>): TlsFiles | undefined {
  const {
    SAITE_TLS_CERT: certificate,
    SAITE_TLS_KEY: key,
    SAITE_TLS_CLIENT_CA: clientAuthorities,
    SAITE_TLS_CLIENT_CRL: revoked,
  } = config;
  if (certificate && key && clientAuthorities) return { certificate, key, clientAuthorities, revoked };
  if (certificate || key || clientAuthorities || revoked)
    throw new SaiteError(
      'CONFIG_INVALID',
      'The settings are not valid (SAITE_TLS_CERT, SAITE_TLS_KEY and SAITE_TLS_CLIENT_CA belong together).',
    );
  return undefined;
}

const readJson = async (path: string | undefined): Promise<unknown> =>
  path === undefined ? {} : JSON.parse(await readFile(path, 'utf8'));

await runService('hub', async (log, closes, reopen) => {
  const config = readConfig(HubConfig);
  const files = tlsFiles(config);
  const auditKey = config.SAITE_AUDIT_KEY ?? join(config.SAITE_DATA, 'audit-key.json');
  const hub = await openHub({
    amqpUrl: config.AMQP_URL,
    databaseUrl: config.DATABASE_URL,
    keyRing: new LiveKeyRing(config.SAITE_KEYS, log),
    audit: {
      key: parseAuditKeyFile(await readFile(auditKey, 'utf8')),
      headsFile: config.SAITE_AUDIT_HEADS ?? join(config.SAITE_DATA, 'audit-heads.jsonl'),
    },
    issuer: config.OIDC_ISSUER,
    audience: config.OIDC_AUDIENCE,
    host: config.SAITE_HOST,
    port: config.SAITE_PORT,
    allowance: await readJson(config.SAITE_ALLOWANCE),
    behind: {
      ...(config.SAITE_SOPA_IMPORT_URL !== undefined && { sopa: config.SAITE_SOPA_IMPORT_URL }),
      ...(config.SAITE_STATISTICS_URL !== undefined && { statistics: config.SAITE_STATISTICS_URL }),
    },
    childCare: await readJson(config.SAITE_CHILD_CARE),
    isSandbox: config.SAITE_MODE === 'sandbox',
    systems: config.SAITE_SYSTEMS,
    tls: files && { port: config.SAITE_TLS_PORT, files },
    callsPerSecond: config.SAITE_CALLS_PER_SECOND,
    dismissedDays: config.SAITE_DISMISSED_DAYS,
    metricsToken: config.SAITE_METRICS_TOKEN,
    reopen,
    log,
  });
  closes(hub.close);
});
