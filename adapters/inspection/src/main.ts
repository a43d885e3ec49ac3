import { openAdapter } from '@saite/adapter-kit';
import { millisecondsSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { INSPECTION_STEPS, startInspection } from './adapter.ts';

const InspectionSettings = z.object({
  SAITE_SANDBOX_URL: z.url().default('http://127.0.0.1:8090').describe('Where the played registers are'),
  SAITE_DATA: z
    .string()
    .min(1)
    .default('./.saite')
    .describe('Folder in which the played register keeps its client'),
  SAITE_INSPECTION_URL: z.url().optional().describe("Address of the inspection's calls"),
  SAITE_INSPECTION_CLIENT: z.string().min(1).optional().describe("Path of the client's file"),
  SAITE_INSPECTION_TIMEOUT_MS: millisecondsSetting(8_000).describe('Longest time of one call'),
  SAITE_POLL_MS: millisecondsSetting(1_000).describe('Time between two looks at what is due'),
});

await runService('adapter-inspection', async (log, closes, reopen) => {
  const settings = readConfig(InspectionSettings);
  const adapter = await openAdapter({
    name: 'inspection',
    settings,
    log,
    closes,
    reopen,
    steps: INSPECTION_STEPS,
  });
  await startInspection(adapter, {
    url: (settings.SAITE_INSPECTION_URL ?? `${settings.SAITE_SANDBOX_URL}/inspection`).replace(/\/+$/, ''),
    clientPath: settings.SAITE_INSPECTION_CLIENT ?? `${settings.SAITE_DATA}/sandbox/inspection-client.json`,
    timeoutMs: settings.SAITE_INSPECTION_TIMEOUT_MS,
    pollMs: settings.SAITE_POLL_MS,
  });
});
