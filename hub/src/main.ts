import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseAuditKeyFile, parseKeyFile } from '@saite/identity';
import { portSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
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
  SAITE_ALLOWANCE: z.string().optional().describe('Path of the configuration of the allowance, JSON'),
});

const readJson = async (path: string | undefined): Promise<unknown> =>
  path === undefined ? {} : JSON.parse(await readFile(path, 'utf8'));

await runService('hub', async (log, closes) => {
  const config = readConfig(HubConfig);
  const auditKey = config.SAITE_AUDIT_KEY ?? join(config.SAITE_DATA, 'audit-key.json');
  const hub = await openHub({
    amqpUrl: config.AMQP_URL,
    databaseUrl: config.DATABASE_URL,
    keyRing: parseKeyFile(await readFile(config.SAITE_KEYS, 'utf8')),
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
    log,
  });
  closes(hub.close);
});
