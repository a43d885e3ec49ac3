import { readFile } from 'node:fs/promises';
import { LiveKeyRing, portSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { openHub } from './hub.ts';

const HubConfig = z.object({
  SAITE_PORT: portSetting(8080).describe('Port of the REST door'),
  OIDC_ISSUER: z.url().describe('Issuer of the tokens, found by discovery'),
  OIDC_AUDIENCE: z.string().default('saite').describe('Audience that tokens must be for'),
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
  const hub = await openHub({
    amqpUrl: config.AMQP_URL,
    databaseUrl: config.DATABASE_URL,
    keyRing: new LiveKeyRing(config.SAITE_KEYS, log),
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
