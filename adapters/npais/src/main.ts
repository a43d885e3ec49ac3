import { openAdapter } from '@saite/adapter-kit';
import { millisecondsSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { NPAIS_STEPS, startNpais } from './adapter.ts';

const NpaisSettings = z.object({
  SAITE_SANDBOX_URL: z.url().default('http://127.0.0.1:8090').describe('Where the played registers are'),
  SAITE_NPAIS_URL: z.url().optional().describe('Address of the SOAP service of NPAIS'),
  SAITE_NPAIS_TIMEOUT_MS: millisecondsSetting(8_000).describe('Longest time of one call to NPAIS'),
  SAITE_POLL_MS: millisecondsSetting(1_000).describe('Time between two questions for changes'),
});

await runService('adapter-npais', async (log, closes, reopen) => {
  const settings = readConfig(NpaisSettings);
  const adapter = await openAdapter({ name: 'npais', settings, log, closes, reopen, steps: NPAIS_STEPS });
  await startNpais(adapter, {
    url: settings.SAITE_NPAIS_URL ?? `${settings.SAITE_SANDBOX_URL}/npais/soap`,
    timeoutMs: settings.SAITE_NPAIS_TIMEOUT_MS,
    pollMs: settings.SAITE_POLL_MS,
  });
});
