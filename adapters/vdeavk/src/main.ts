import { openAdapter } from '@saite/adapter-kit';
import { millisecondsSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { startVdeavk, VDEAVK_STEPS } from './adapter.ts';

const VdeavkSettings = z.object({
  SAITE_SANDBOX_URL: z.url().default('http://127.0.0.1:8090').describe('Where the played registers are'),
  SAITE_DATA: z
    .string()
    .min(1)
    .default('./.saite')
    .describe('Folder in which the played register keeps its client'),
  SAITE_VDEAVK_URL: z.url().optional().describe("Address of the register's calls"),
  SAITE_VDEAVK_CLIENT: z.string().min(1).optional().describe("Path of the client's file"),
  SAITE_VDEAVK_TIMEOUT_MS: millisecondsSetting(8_000).describe('Longest time of one call to VDEĀVK'),
  SAITE_POLL_MS: millisecondsSetting(1_000).describe('Time between two questions for changes'),
});

await runService('adapter-vdeavk', async (log, closes, reopen) => {
  const settings = readConfig(VdeavkSettings);
  const adapter = await openAdapter({ name: 'vdeavk', settings, log, closes, reopen, steps: VDEAVK_STEPS });
  await startVdeavk(adapter, {
    url: (settings.SAITE_VDEAVK_URL ?? `${settings.SAITE_SANDBOX_URL}/vdeavk`).replace(/\/+$/, ''),
    clientPath: settings.SAITE_VDEAVK_CLIENT ?? `${settings.SAITE_DATA}/sandbox/vdeavk-client.json`,
    timeoutMs: settings.SAITE_VDEAVK_TIMEOUT_MS,
    pollMs: settings.SAITE_POLL_MS,
  });
});
