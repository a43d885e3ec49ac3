import { mkdir, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  answerProblems,
  FaultSwitch,
  parseBody,
  type RegisterSandbox,
  type SandboxOptions,
} from '@saite/adapter-kit/sandbox';
import { RecipientRole } from '@saite/contracts';
import { z } from 'zod';
import { MailConfig } from '../mail-config.ts';
import { openInbox } from './inbox.ts';
import { listenForMail, MAIL_FAULTS, type MailFault } from './mail-server.ts';

const SLOW_MS = 12_000;

export interface MailSandboxOptions extends SandboxOptions {
  /** How long the fault `slow` lasts, milliseconds. */
  readonly slowMs?: number;
}

const NoRecords = z.array(z.never()).max(0, { error: 'mail takes no records' });

/** Leads the adapter to the played server, which has another port at each start: an address for every role. */
async function writeConfig(folder: string, port: number): Promise<void> {
  const config = MailConfig.parse({
    smtp: { host: '127.0.0.1', port, secure: false },
    from: 'saite@saite.test',
    addresses: RecipientRole.options.map((role) => ({ role, address: `${role}+{id}@saite.test` })),
  });
  const path = join(folder, 'mail.json');
  await writeFile(`${path}.new`, `${JSON.stringify(config, null, 2)}\n`, { mode: 0o600 });
  await rename(`${path}.new`, path);
}

/** Opens the played mail server, which keeps what it takes and shows it. */
export async function openSandbox(options: MailSandboxOptions): Promise<RegisterSandbox> {
  const { dataFolder, clock } = options;
  await mkdir(dataFolder, { recursive: true });
  const inbox = await openInbox(dataFolder, clock);
  const fault = new FaultSwitch<MailFault>('mail', clock, MAIL_FAULTS);
  const server = await listenForMail({ inbox, fault, slowMs: options.slowMs ?? SLOW_MS });
  await writeConfig(dataFolder, server.port);
  return {
    name: 'mail',
    async mount(app) {
      await app.register(async (control) => {
        answerProblems(control);
        fault.mount(control);
        control.get('/sandbox/mail/inbox', () => inbox.all());
      });
    },
    async load(records) {
      parseBody(NoRecords, records);
    },
    async close() {
      await server.close();
      await inbox.close();
    },
  };
}
