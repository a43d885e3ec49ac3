import { openAdapter } from '@saite/adapter-kit';
import { millisecondsSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { PMLP_STEPS, startPmlp } from './adapter.ts';

const PmlpSettings = z.object({
  SAITE_SANDBOX_URL: z.url().default('http://127.0.0.1:8090').describe('Where the played registers are'),
  SAITE_DATA: z
    .string()
    .min(1)
    .default('./.saite')
    .describe('Folder in which the played register keeps its client'),
  SAITE_PMLP_URL: z.url().optional().describe("Address of the register's calls"),
  SAITE_PMLP_CLIENT: z.string().min(1).optional().describe("Path of the client's file"),
  SAITE_PMLP_TIMEOUT_MS: millisecondsSetting(8_000).describe('Longest time of one call to PMLP'),
  SAITE_POLL_MS: millisecondsSetting(1_000).describe('Time between two questions for changes'),
});

await runService('adapter-pmlp', async (log, closes, reopen) => {
  const settings = readConfig(PmlpSettings);
  const adapter = await openAdapter({ name: 'pmlp', settings, log, closes, reopen, steps: PMLP_STEPS });
  await startPmlp(adapter, {
    url: (settings.SAITE_PMLP_URL ?? `${settings.SAITE_SANDBOX_URL}/pmlp`).replace(/\/+$/, ''),
    clientPath: settings.SAITE_PMLP_CLIENT ?? `${settings.SAITE_DATA}/sandbox/pmlp-client.json`,
    timeoutMs: settings.SAITE_PMLP_TIMEOUT_MS,
    pollMs: settings.SAITE_POLL_MS,
  });
});
