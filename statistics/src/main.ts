import { openAdapter } from '@saite/adapter-kit';
import { Month } from '@saite/contracts';
import { portSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { startStatistics } from './service.ts';
import { STATISTICS_SCHEMA, STATISTICS_STEPS } from './store/schema.ts';

const DAY_MS = 86_400_000;
const SIX_HOURS_MS = 21_600_000;
const SANDBOX_QUIET_MS = 3_000;

const StatisticsSettings = z.object({
  SAITE_MODE: z.string().default('production').describe('`sandbox` on played registers'),
  SAITE_STATISTICS_PORT: portSetting(0).describe('Port of the door of the data sets'),
  SAITE_HUB_URL: z
    .url()
    .default('http://127.0.0.1:8080')
    .describe('Address of the REST door on this machine'),
  SAITE_PUBLIC_URL: z.url().optional().describe('Address at which everybody reaches the REST door'),
  SAITE_DATASETS_FROM: Month.default(Month.parse('2018-12')).describe('First month of the data sets'),
  SAITE_EDITIONS_QUIET_MS: z.coerce
    .number()
    .int()
    .min(50)
    .max(DAY_MS)
    .optional()
    .describe('Editions are made when nothing changed for so long'),
});

await runService('statistics', async (log, closes, reopen) => {
  const settings = readConfig(StatisticsSettings);
  const isSandbox = settings.SAITE_MODE === 'sandbox';
  const adapter = await openAdapter({
    name: 'statistics',
    service: 'statistics',
    schema: STATISTICS_SCHEMA,
    settings,
    log,
    closes,
    reopen,
    steps: STATISTICS_STEPS,
  });
  await startStatistics(adapter, {
    door: { host: settings.SAITE_HOST, port: settings.SAITE_STATISTICS_PORT },
    baseUrl: settings.SAITE_PUBLIC_URL ?? settings.SAITE_HUB_URL,
    firstMonth: settings.SAITE_DATASETS_FROM,
    quietMs: settings.SAITE_EDITIONS_QUIET_MS ?? (isSandbox ? SANDBOX_QUIET_MS : SIX_HOURS_MS),
  });
});
