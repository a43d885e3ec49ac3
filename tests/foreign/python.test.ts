import assert from 'node:assert/strict';
import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { after, before, describe, it } from 'node:test';
import { z } from 'zod';
import { openTestHub, type TestHub } from '../support/hub.ts';

const PYTHONS = ['/usr/bin/python3', 'python3'];
const python = PYTHONS.find((each) => spawnSync(each, ['-c', 'import pika']).status === 0);

const Printed = z.object({
  contentType: z.string(),
  type: z.string(),
  subject: z.string(),
  month: z.string(),
  fromEvent: z.string(),
  fromDoor: z.string(),
});

describe('a program in Python, with the pika library', () => {
  let hub: TestHub;
  before(async () => {
    hub = await openTestHub();
  });
  after(() => hub.close());

  const skip = python ? false : 'no Python with pika is here (Debian: apt-get install python3-pika)';
  it('reads an event from the broker and finds the same at the REST door', { skip }, async () => {
    assert.ok(python);
    const code = '16117519997';
    const token = await hub.token({ sub: 'reader', roles: ['spolis'] });
    const script = new URL('reader.py', import.meta.url).pathname;
    const reader = spawn(python, [script, hub.room.amqpUrl, hub.url, token, code], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: reader.stdout })[Symbol.asyncIterator]();
    assert.equal((await lines.next()).value, 'bound');

    const placed = await hub.call('/v1/placements', {
      placementId: 'p-1',
      recordVersion: 1,
      personCode: code,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-1',
      startedOn: '2020-01-01',
      endedOn: '2020-02-01',
      dailyCost: '20.00',
    });
    assert.equal(placed.status, 202);
    await hub.publish(
      hub.events.payment({
        paymentId: 'a-1',
        personCode: code,
        periodFrom: '2020-01',
        periodTo: '2020-01',
        granted: '333.33',
      }),
    );

    const printed = Printed.parse(JSON.parse(String((await lines.next()).value)));
    assert.match(printed.subject, /^p1\.[A-Za-z0-9_-]{22}$/);
    assert.deepEqual(
      { ...printed, subject: 'opaque' },
      {
        contentType: 'application/cloudevents+json',
        type: 'saite.allowance.stated.v1',
        subject: 'opaque',
        month: '2020-01',
        fromEvent: '50.00',
        fromDoor: '50.00',
      },
    );
  });
});
