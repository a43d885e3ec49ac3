import { openAdapter } from '@saite/adapter-kit';
import { millisecondsSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { LABIS_STEPS, startLabis } from './adapter.ts';
import { MOST_RECORDS } from './protocol.ts';

const DAY_MS = 86_400_000;

const LabisSettings = z.object({
  SAITE_SANDBOX_URL: z.url().default('http://127.0.0.1:8090').describe('Where the played registers are'),
  SAITE_DATA: z
    .string()
    .min(1)
    .default('./.saite')
    .describe('Folder with the keys, and in which the played register keeps its client'),
  SAITE_LABIS_URL: z.url().optional().describe("Address of LabIS's calls"),
  SAITE_LABIS_CLIENT: z.string().min(1).optional().describe("Path of the client's file"),
  SAITE_LABIS_KEYS: z.string().min(1).optional().describe('Path of the file of the keys of the pseudonyms'),
  SAITE_LABIS_TIMEOUT_MS: millisecondsSetting(10_000).describe('Longest time of one call to LabIS'),
  SAITE_LABIS_GATHER_MS: millisecondsSetting(5_000, 7 * DAY_MS).describe(
    'How long something waits for others to go with',
  ),
  SAITE_LABIS_PARTING_MS: millisecondsSetting(7 * DAY_MS, 90 * DAY_MS).describe(
    'Longest time until a record is told as withdrawn that turned out to be about somebody else',
  ),
  SAITE_LABIS_BATCH: z.coerce.number().int().min(1).max(MOST_RECORDS).default(MOST_RECORDS),
  SAITE_POLL_MS: millisecondsSetting(1_000).describe('Time between two looks at what waits'),
});

await runService('adapter-labis', async (log, closes, reopen) => {
  const settings = readConfig(LabisSettings);
  const adapter = await openAdapter({ name: 'labis', settings, log, closes, reopen, steps: LABIS_STEPS });
  await startLabis(adapter, {
    url: (settings.SAITE_LABIS_URL ?? `${settings.SAITE_SANDBOX_URL}/labis`).replace(/\/+$/, ''),
    clientPath: settings.SAITE_LABIS_CLIENT ?? `${settings.SAITE_DATA}/sandbox/labis-client.json`,
    keysPath: settings.SAITE_LABIS_KEYS ?? `${settings.SAITE_DATA}/labis-keys.json`,
    timeoutMs: settings.SAITE_LABIS_TIMEOUT_MS,
    pollMs: settings.SAITE_POLL_MS,
    gatherMs: settings.SAITE_LABIS_GATHER_MS,
    partingMs: settings.SAITE_LABIS_PARTING_MS,
    batchSize: settings.SAITE_LABIS_BATCH,
  });
});
