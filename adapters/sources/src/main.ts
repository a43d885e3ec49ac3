import { join } from 'node:path';
import { openAdapter } from '@saite/adapter-kit';
import { millisecondsSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { SOURCES_STEPS, startSources } from './adapter.ts';

const MS_PER_DAY = 86_400_000;

const SourcesSettings = z.object({
  SAITE_DATA: z.string().min(1).default('.saite').describe('Folder of the data of this installation'),
  SAITE_SOURCES_FOLDER: z
    .string()
    .min(1)
    .optional()
    .describe('Folder that sources put files into, one folder in it for each'),
  SAITE_SOURCES_KEEP_DAYS: z.coerce
    .number()
    .int()
    .min(0)
    .max(365)
    .default(7)
    .describe('Days for which a refused file is kept'),
  SAITE_POLL_MS: millisecondsSetting(1_000).describe('Time between two looks at what is to be done'),
});

await runService('adapter-sources', async (log, closes, reopen) => {
  const settings = readConfig(SourcesSettings);
  const adapter = await openAdapter({ name: 'sources', settings, log, closes, reopen, steps: SOURCES_STEPS });
  await startSources(adapter, {
    folder: settings.SAITE_SOURCES_FOLDER ?? join(settings.SAITE_DATA, 'source-files'),
    pollMs: settings.SAITE_POLL_MS,
    keepRefusedMs: settings.SAITE_SOURCES_KEEP_DAYS * MS_PER_DAY,
  });
});
