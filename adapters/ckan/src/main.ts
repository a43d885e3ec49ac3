import { openAdapter } from '@saite/adapter-kit';
import { millisecondsSetting, portSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { CKAN_STEPS, startCkan } from './adapter.ts';

const address = z.url({ protocol: /^https?$/ });

const CkanSettings = z.object({
  SAITE_SANDBOX_URL: z.url().default('http://127.0.0.1:8090').describe('Where the played registers are'),
  SAITE_DATA: z
    .string()
    .min(1)
    .default('./.saite')
    .describe('Folder in which the played portal keeps its client'),
  SAITE_CKAN_URL: address.optional().describe('Address of the portal with its base path'),
  SAITE_CKAN_CLIENT: z.string().min(1).optional().describe("Path of the client's file"),
  SAITE_CKAN_TIMEOUT_MS: millisecondsSetting(30_000).describe('Longest time of one call'),
  SAITE_CKAN_FILES_URL: address.optional().describe('Address below which Saite gives the files'),
  SAITE_PUBLIC_URL: address.optional().describe('Address at which people open Saite'),
  SAITE_PORT: portSetting(8080).describe('Port of the hub on this machine, if no public address is set'),
  SAITE_POLL_MS: millisecondsSetting(1_000).describe('Time between two looks at what is due'),
});

const withoutSlash = (url: string): string => url.replace(/\/+$/, '');

await runService('adapter-ckan', async (log, closes, reopen) => {
  const settings = readConfig(CkanSettings);
  const adapter = await openAdapter({ name: 'ckan', settings, log, closes, reopen, steps: CKAN_STEPS });
  const here = settings.SAITE_PUBLIC_URL ?? `http://127.0.0.1:${settings.SAITE_PORT}`;
  await startCkan(adapter, {
    url: withoutSlash(settings.SAITE_CKAN_URL ?? `${settings.SAITE_SANDBOX_URL}/dati`),
    filesUrl: withoutSlash(settings.SAITE_CKAN_FILES_URL ?? here),
    clientPath: settings.SAITE_CKAN_CLIENT ?? `${settings.SAITE_DATA}/sandbox/ckan-client.json`,
    timeoutMs: settings.SAITE_CKAN_TIMEOUT_MS,
    pollMs: settings.SAITE_POLL_MS,
  });
});
