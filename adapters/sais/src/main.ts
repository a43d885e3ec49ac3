import { openAdapter } from '@saite/adapter-kit';
import { millisecondsSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { SAIS_STEPS, startSais } from './adapter.ts';

const SaisSettings = z.object({
  SAITE_SANDBOX_URL: z.url().default('http://127.0.0.1:8090').describe('Where the played registers are'),
  SAITE_SAIS_URL: z.url().optional().describe('Address of the SOAP service of SAIS'),
  SAITE_SAIS_TIMEOUT_MS: millisecondsSetting(8_000).describe('Longest time of one call to SAIS'),
  SAITE_POLL_MS: millisecondsSetting(1_000).describe('Time between two questions for changes'),
});

await runService('adapter-sais', async (log, closes, reopen) => {
  const settings = readConfig(SaisSettings);
  const adapter = await openAdapter({ name: 'sais', settings, log, closes, reopen, steps: SAIS_STEPS });
  await startSais(adapter, {
    url: settings.SAITE_SAIS_URL ?? `${settings.SAITE_SANDBOX_URL}/sais/soap`,
    timeoutMs: settings.SAITE_SAIS_TIMEOUT_MS,
    pollMs: settings.SAITE_POLL_MS,
  });
});
