import { openAdapter } from '@saite/adapter-kit';
import { millisecondsSetting, portSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { SOPA_STEPS, startSopa } from './adapter.ts';
import { XML_READERS } from './import/stream/index.ts';

const SopaSettings = z.object({
  SAITE_SANDBOX_URL: z.url().default('http://127.0.0.1:8090').describe('Where the played registers are'),
  SAITE_SOPA_URL: z.url().optional().describe('Address of SOPA'),
  SAITE_SOPA_TIMEOUT_MS: millisecondsSetting(8_000).describe('Longest time of one call to SOPA'),
  SAITE_POLL_MS: millisecondsSetting(1_000).describe(
    'Time between two looks at what is due and what changed',
  ),
  SAITE_SOPA_IMPORT_PORT: portSetting(0).describe('Port to which the hub streams files of municipalities'),
  SAITE_SOPA_DROP_FOLDER: z
    .string()
    .min(1)
    .optional()
    .describe('Folder that a server for SFTP puts files into'),
  SAITE_SOPA_XML: z.enum(XML_READERS).default('strict').describe('How files of municipalities are read'),
});

await runService('adapter-sopa', async (log, closes, reopen) => {
  const settings = readConfig(SopaSettings);
  const adapter = await openAdapter({ name: 'sopa', settings, log, closes, reopen, steps: SOPA_STEPS });
  await startSopa(adapter, {
    url: (settings.SAITE_SOPA_URL ?? `${settings.SAITE_SANDBOX_URL}/sopa`).replace(/\/+$/, ''),
    timeoutMs: settings.SAITE_SOPA_TIMEOUT_MS,
    pollMs: settings.SAITE_POLL_MS,
    imports: {
      door: { host: settings.SAITE_HOST, port: settings.SAITE_SOPA_IMPORT_PORT },
      dropFolder: settings.SAITE_SOPA_DROP_FOLDER,
      reader: settings.SAITE_SOPA_XML,
    },
  });
});
