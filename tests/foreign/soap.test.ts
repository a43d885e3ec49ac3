import assert from 'node:assert/strict';
import { execFile, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { hashPassword } from '@saite/identity';
import { z } from 'zod';
import { openTestHub, type TestHub } from '../support/hub.ts';
import { systemOf } from '../support/soap-caller.ts';
import { openTlsRoom, type TlsRoom } from '../support/tls-room.ts';

const run = promisify(execFile);
const LIMIT_MS = 90_000;
const PASSWORD = 'ļoti garš vārds';

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
  let room: TlsRoom;
  const file = (name: string) => join(folder, name);
  const url = () => `${hub.url}/soap/v1`;
  const signing = (code: string) => [url(), file('key.pem'), file('certificate.pem'), code];
  const script = (name: string) => new URL(name, import.meta.url).pathname;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'saite-foreign-'));
    room = await openTlsRoom();
    const identity = await room.authority.issue('foreign', { rsa: 2048 });
    writeFileSync(file('key.pem'), identity.key, { mode: 0o600 });
    writeFileSync(file('certificate.pem'), identity.cert);
    const password = await hashPassword(PASSWORD);
    await room.register(systemOf('foreign', identity, { roles: ['spolis'], password }));
    hub = await openTestHub({
      systems: room.systems,
      tls: { port: 0, files: room.files },
      isSandbox: true,
    });
  });
  after(async () => {
    await hub.close();
    await room.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Runs a program against the door; what it prints must be what the door says. */
  async function check(command: string, args: readonly string[], name: string): Promise<void> {
    const { stdout } = await run(command, args, { timeout: LIMIT_MS });
    const printed = Printed.parse(JSON.parse(stdout));
    for (const port of ['Soap11', 'Soap12'] as const) {
      assert.deepEqual(printed[port].fault, { title: 'Not there, or not yours', code: 'NOT_FOUND' });
      assert.deepEqual(printed[port].stays[0], [name, 27]);
    }
  }

  const zeep = has('/usr/bin/python3', '-c', 'import zeep, xmlsec');
  it(
    'python3-zeep reads the description, signs, gets typed answers and a fault with its code',
    { skip: zeep ? false : missing('python3-zeep python3-xmlsec') },
    () => check('/usr/bin/python3', [script('soap_zeep.py'), ...signing('32000000010')], 'zeep-Soap11'),
  );

  const php = has('php', '-r', 'exit(extension_loaded("soap") && extension_loaded("dom") ? 0 : 1);');
  it(
    'PHP’s SoapClient reads the description, signs, gets typed answers and a fault with its code',
    { skip: php ? false : missing('php-cli php-soap php-xml') },
    () => check('php', [script('soap.php'), ...signing('32000000011')], 'php-Soap11'),
  );

  const perl = has('perl', '-MSOAP::Lite', '-MIO::Socket::SSL', '-MLWP::Protocol::https', '-e', '1');
  it('Perl’s SOAP::Lite sends a UsernameToken over mutual TLS, gets answers and a fault with its code', {
    skip: perl ? false : missing('libsoap-lite-perl libio-socket-ssl-perl liblwp-protocol-https-perl'),
  }, () => {
    const files = [file('certificate.pem'), file('key.pem'), room.files.clientAuthorities];
    const known = ['foreign', PASSWORD, '32000000012'];
    return check('perl', [script('soap.pl'), `${hub.tlsUrl}/soap/v1`, ...files, ...known], 'perl-1');
  });
});
