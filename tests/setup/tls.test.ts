import assert from 'node:assert/strict';
import { appendFileSync, chmodSync, chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { Bus } from '@saite/bus';
import { makeKeyFile } from '@saite/identity';
import { createLog, openDatabase, readConfig } from '@saite/runtime';
import { z } from 'zod';
import { createPrivateNode } from '../../setup/src/broker/private-node.ts';
import { type Certified, makeAuthority } from '../../setup/src/certificates.ts';
import { databaseAccount } from '../../setup/src/database/account.ts';
import { createEmbeddedDatabase } from '../../setup/src/database/embedded.ts';
import { readDatabaseState } from '../../setup/src/database/state.ts';
import { freePort } from '../../setup/src/ports.ts';
import { openKeeper } from '../../setup/src/processes/keeper.ts';

const silent = () => {};

/** A broker and a database of its own, each with a certificate for `localhost` that an authority of ours signed. */
async function openServers() {
  const folder = mkdtempSync(join(tmpdir(), 'saite-tls-'));
  chmodSync(folder, 0o711);
  const authority = await makeAuthority('Authority of the test');
  const other = await makeAuthority('Another authority');
  const server = await authority.certify(['localhost']);
  const put = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text, { mode: 0o600 });
    return path;
  };
  const ca = put('ca.pem', authority.certificate);
  const otherCa = put('other.pem', other.certificate);
  const keys = put('keys.json', makeKeyFile());
  const keeper = await openKeeper(folder, silent, true);

  const node = await createPrivateNode(keeper, silent);
  const brokerPort = await freePort();
  appendFileSync(
    join(folder, 'broker', 'rabbitmq.conf'),
    [
      `listeners.ssl.1 = 127.0.0.1:${brokerPort}`,
      `ssl_options.cacertfile = ${ca}`,
      `ssl_options.certfile = ${put('broker.pem', server.certificate)}`,
      `ssl_options.keyfile = ${put('broker-key.pem', server.key)}`,
      '',
    ].join('\n'),
  );
  const database = await createEmbeddedDatabase(keeper, silent);
  await Promise.all([node.start(), database.start()]);
  await database.stop();
  const data = join(readDatabaseState(folder)?.folder ?? '', 'data');
  giveCertificate(data, server);
  await database.start();

  const amqps = new URL(node.url.replace(/^amqp:/, 'amqps:'));
  amqps.port = String(brokerPort);
  return {
    ca,
    otherCa,
    /** The settings of a process that reaches both servers by a host's name and trusts an authority. */
    settings: (host: string, authorityFile: string) => {
      const [broker, store] = [new URL(amqps), new URL(database.url)];
      broker.hostname = host;
      store.hostname = host;
      return readConfig(z.object({}), {
        SAITE_KEYS: keys,
        AMQP_URL: broker.href,
        DATABASE_URL: store.href,
        AMQP_CA: authorityFile,
        DATABASE_CA: authorityFile,
      });
    },
    plainUrl: database.url,
    close: async () => {
      await Promise.all([node.close(), database.close()]);
      await keeper.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function giveCertificate(data: string, { certificate, key }: Certified): void {
  const account = databaseAccount();
  for (const [name, text] of Object.entries({ 'server.crt': certificate, 'server.key': key })) {
    const path = join(data, name);
    writeFileSync(path, text, { mode: 0o600 });
    if (account) chownSync(path, account.uid, account.gid);
  }
  appendFileSync(join(data, 'postgresql.conf'), "\nssl = on\nssl_min_protocol_version = 'TLSv1.2'\n");
}

describe('TLS to broker and database', () => {
  let servers: Awaited<ReturnType<typeof openServers>>;
  before(async () => {
    servers = await openServers();
  });
  after(() => servers.close());

  async function askDatabase(url: string): Promise<unknown> {
    const database = openDatabase(url, 'tls', createLog('tls', 'silent'), 1, 'sandbox');
    try {
      const { rows } = await database.query<{ ssl: boolean }>(
        'SELECT ssl FROM pg_stat_ssl WHERE pid = pg_backend_pid()',
      );
      return rows[0]?.ssl;
    } finally {
      await database.end();
    }
  }

  async function askBroker(url: string): Promise<unknown> {
    const bus = await Bus.open({ url, name: 'tls' });
    try {
      return await bus.publish([{ type: 'sais.payment.recorded.v1', id: 'x', body: '{}' }]);
    } finally {
      await bus.close();
    }
  }

  it('is spoken with servers whose certificate the named authority signed', async () => {
    const { AMQP_URL, DATABASE_URL } = servers.settings('localhost', servers.ca);
    assert.equal(await askDatabase(DATABASE_URL), true);
    assert.deepEqual(await askBroker(AMQP_URL), ['no-queue']);
    assert.equal(await askDatabase(servers.plainUrl), false);
  });

  it('is broken off where another authority signed', async () => {
    const { AMQP_URL, DATABASE_URL } = servers.settings('localhost', servers.otherCa);
    await assert.rejects(askDatabase(DATABASE_URL), { code: /CERT|UNABLE_TO_VERIFY/ });
    await assert.rejects(askBroker(AMQP_URL), { code: /CERT|UNABLE_TO_VERIFY/ });
  });

  it('is broken off where the certificate is for another name, an address of numbers too', async () => {
    const { AMQP_URL, DATABASE_URL } = servers.settings('127.0.0.1', servers.ca);
    await assert.rejects(askDatabase(DATABASE_URL), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
    await assert.rejects(askBroker(AMQP_URL), { code: 'ERR_TLS_CERT_ALTNAME_INVALID' });
  });

  it('is not given up for a database that does not speak it', async () => {
    const { DATABASE_URL } = servers.settings('localhost', servers.ca);
    const url = new URL(DATABASE_URL);
    url.port = new URL(process.env.DATABASE_URL ?? '').port;
    await assert.rejects(askDatabase(url.href), /does not support SSL/);
  });
});
