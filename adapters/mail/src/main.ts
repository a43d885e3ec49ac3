import { openAdapter } from '@saite/adapter-kit';
import { millisecondsSetting, portSetting, readConfig, runService } from '@saite/runtime';
import { z } from 'zod';
import { MAIL_STEPS, startMail } from './adapter.ts';

const DAY_MS = 86_400_000;

const MailSettings = z.object({
  SAITE_DATA: z
    .string()
    .min(1)
    .default('./.saite')
    .describe('Folder in which the played mail server leaves its configuration'),
  SAITE_MAIL_CONFIG: z.string().min(1).optional().describe('Path of the file with server and addresses'),
  SAITE_MAIL_DIGEST_MS: millisecondsSetting(10_000, DAY_MS).describe(
    'Time from the first new alert to the letter',
  ),
  SAITE_MAIL_TIMEOUT_MS: millisecondsSetting(10_000, DAY_MS).describe(
    'Longest time of one letter at the mail server',
  ),
  SAITE_PUBLIC_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe('Address at which people open Saite'),
  SAITE_PORT: portSetting(8080).describe('Port of the hub on this machine, if no public address is set'),
});

await runService('adapter-mail', async (log, closes, reopen) => {
  const settings = readConfig(MailSettings);
  const adapter = await openAdapter({ name: 'mail', settings, log, closes, reopen, steps: MAIL_STEPS });
  await startMail(adapter, {
    configPath: settings.SAITE_MAIL_CONFIG ?? `${settings.SAITE_DATA}/sandbox/mail.json`,
    publicUrl: (settings.SAITE_PUBLIC_URL ?? `http://127.0.0.1:${settings.SAITE_PORT}`).replace(/\/+$/, ''),
    digestMs: settings.SAITE_MAIL_DIGEST_MS,
    timeoutMs: settings.SAITE_MAIL_TIMEOUT_MS,
  });
});
