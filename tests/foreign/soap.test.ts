import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { z } from 'zod';
import { openTestHub, type TestHub } from '../support/hub.ts';
import { makeIdentity } from '../support/identity.ts';
import { systemOf, writeSystems } from '../support/soap-caller.ts';

const run = promisify(execFile);
const LIMIT_MS = 60_000;

/** What every program prints of each port. */
const Printed = z.record(
  z.enum(['Soap11', 'Soap12']),
  z.object({
    eventId: z.string().regex(/^e\./),
    rate: z.literal('0.15'),
    daysInCare: z.literal(27),
    allowance: z.null(),
    stays: z.array(z.tuple([z.string(), z.int()])),
    fault: z.object({ title: z.string(), code: z.string() }),
  }),
);

const has = (command: string, ...args: readonly string[]): boolean => spawnSync(command, args).status === 0;
const missing = (packages: string) => `not here; Debian: apt-get install ${packages}`;

describe('programs that others wrote', () => {
  let hub: TestHub;
  let folder: string;
  let removeSystems: () => void;
  const file = (name: string) => join(folder, name);
  const url = () => `${hub.url}/soap/v1`;
  const script = (name: string) => new URL(name, import.meta.url).pathname;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'saite-foreign-'));
    const identity = await makeIdentity('foreign');
    writeFileSync(file('key.pem'), identity.key, { mode: 0o600 });
    writeFileSync(file('certificate.pem'), identity.certificate);
    const systems = writeSystems([systemOf('foreign', identity, { roles: ['spolis'] })]);
    removeSystems = systems.remove;
    hub = await openTestHub({ systems: systems.path, isSandbox: true });
  });
  after(async () => {
    await hub.close();
    removeSystems();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a program against the door; what it prints must be what the door says. */
  async function check(command: string, args: readonly string[], code: string, name: string): Promise<void> {
    const given = [...args, url(), file('key.pem'), file('certificate.pem'), code];
    const { stdout } = await run(command, given, { timeout: LIMIT_MS });
    const printed = Printed.parse(JSON.parse(stdout));
    for (const port of ['Soap11', 'Soap12'] as const) {
      assert.deepEqual(printed[port].fault, { title: 'Not there, or not yours', code: 'NOT_FOUND' });
      assert.deepEqual(printed[port].stays[0], [`${name}-Soap11`, 27]);
    }
  }

  const zeep = has('/usr/bin/python3', '-c', 'import zeep, xmlsec');
  it(
    'python3-zeep reads the description, signs, gets typed answers and a fault with its code',
    { skip: zeep ? false : missing('python3-zeep python3-xmlsec') },
    () => check('/usr/bin/python3', [script('soap_zeep.py')], '32000000010', 'zeep'),
  );

  const php = has('php', '-r', 'exit(extension_loaded("soap") && extension_loaded("dom") ? 0 : 1);');
  it(
    'PHP’s SoapClient reads the description, signs, gets typed answers and a fault with its code',
    { skip: php ? false : missing('php-cli php-soap php-xml') },
    () => check('php', [script('soap.php')], '32000000011', 'php'),
  );
});
