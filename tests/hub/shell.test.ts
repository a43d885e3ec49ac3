import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { Problem } from '@saite/contracts';
import { openTestHub, type TestHub } from '../support/hub.ts';
import { type KeptLog, keepLog } from '../support/kept-log.ts';

const PATH = '/v1/care-alerts';
const METRICS_TOKEN = 'a-token-for-figures';

describe('the hard shell of the doors', () => {
  let hub: TestHub;
  let log: KeptLog;
  let spolis: string;
  before(async () => {
    log = keepLog();
    hub = await openTestHub({ log, metricsToken: METRICS_TOKEN });
    spolis = await hub.token({ sub: 'spolis', roles: ['spolis'] });
  });
  after(() => hub.close());

  const open = async (): Promise<Socket> => {
    const { hostname, port } = new URL(hub.url);
    const socket = connect(Number(port), hostname);
    await once(socket, 'connect');
    return socket;
  };
  /** Sends bytes as they are and reads until the door ends the connection. */
  const raw = async (...lines: readonly string[]): Promise<string> => {
    const socket = await open();
    socket.on('error', () => {}); // ended while it was still sending
    socket.write(lines.join('\r\n'));
    const parts: Buffer[] = [];
    socket.on('data', (part) => parts.push(part));
    await once(socket, 'close');
    return Buffer.concat(parts).toString();
  };

  it('says on every answer what browsers may not do with it, and nothing of what runs', async () => {
    const token = spolis;
    const answers = [
      await hub.call(PATH),
      await hub.call(PATH, undefined, { token: null }),
      await hub.call('/v1/nothing'),
      await hub.call('/v1/placements', undefined, { raw: '{', token }),
      await hub.call('/v1/datasets', undefined, { token: null }),
      await hub.call('/', undefined, { token: null }),
      await hub.call('/health/live', undefined, { token: null }),
      await hub.call('/openapi.json', undefined, { token: null }),
    ];
    for (const { headers, status } of answers) {
      assert.match(headers.get('content-security-policy') ?? '', /^default-src 'none'/, `${status}`);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
      assert.equal(headers.get('x-frame-options'), 'DENY');
      assert.equal(headers.get('referrer-policy'), 'no-referrer');
      assert.equal(headers.get('cross-origin-opener-policy'), 'same-origin');
      assert.equal(headers.get('cross-origin-resource-policy'), 'same-origin');
      assert.equal(headers.get('strict-transport-security'), null, 'there is no TLS here');
      for (const telling of ['server', 'x-powered-by', 'access-control-allow-origin'])
        assert.equal(headers.get(telling), null, telling);
    }
  });

  it('sends what is long compressed to whoever takes it so, and as it is to others', async () => {
    const path = '/openapi.json';
    const { headers, json } = await hub.call(path, undefined, { token: null });
    assert.equal(headers.get('content-encoding'), 'gzip');
    assert.match(headers.get('vary') ?? '', /accept-encoding/i);
    const plain = await raw(`GET ${path} HTTP/1.1`, 'Host: x', 'Connection: close', '', '');
    assert.doesNotMatch(plain, /content-encoding/i);
    assert.deepEqual(JSON.parse(plain.slice(plain.indexOf('\r\n\r\n'))), json);
    const short = await hub.call('/health/live', undefined, { token: null });
    assert.equal(short.headers.get('content-encoding'), null);
  });

  describe('reads JSON in one way', () => {
    const refused: readonly (readonly [string, string])[] = [
      ['a field twice', '{"personCode":"32000000001","personCode":"32000000002","month":"2020-01"}'],
      ['a prototype', '{"__proto__":{"month":"2020-01"},"personCode":"32000000001"}'],
      ['a hundred levels', `${'['.repeat(100)}${']'.repeat(100)}`],
      ['something after it', '{"personCode":"32000000001","month":"2020-01"}{}'],
      ['a mark of the order of bytes', '\uFEFF{"personCode":"32000000001","month":"2020-01"}x'],
    ];
    for (const [what, body] of refused)
      it(`and refuses ${what}`, async () => {
        const answer = await hub.call('/v1/allowances/query', undefined, { raw: body });
        assert.deepEqual([answer.status, Problem.parse(answer.json).code], [400, 'UNREADABLE']);
      });
  });

  describe('ends what is no request', () => {
    const ends: readonly (readonly [string, string, RegExp])[] = [
      ['without a host', 'GET /health/live HTTP/1.1\r\n\r\n', /^HTTP\/1\.1 400/],
      [
        'with two lengths',
        'POST /v1/placements HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd',
        /^HTTP\/1\.1 400/,
      ],
      [
        'with a length and chunks',
        'POST /v1/placements HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n',
        /^HTTP\/1\.1 400/,
      ],
      ['with a header over two lines', 'GET / HTTP/1.1\r\nHost: x\r\nA: b\r\n c\r\n\r\n', /^HTTP\/1\.1 400/],
      ['with a control character in its path', 'GET /\u0001 HTTP/1.1\r\nHost: x\r\n\r\n', /^HTTP\/1\.1 400/],
      ['with a line feed alone', 'GET / HTTP/1.1\nHost: x\n\n', /^HTTP\/1\.1 400/],
      [
        'with headers larger than they are',
        `GET / HTTP/1.1\r\nHost: x\r\nA: ${'x'.repeat(20_000)}\r\n\r\n`,
        /^HTTP\/1\.1 431/,
      ],
      ['of another protocol', 'SSH-2.0-x\r\n\r\n', /^HTTP\/1\.1 400/],
    ];
    for (const [what, text, expected] of ends)
      it(what, async () => {
        const answer = await raw(text);
        assert.match(answer, expected);
        assert.doesNotMatch(answer, /Error|HPE_|node|fastify/i);
      });

    it('with more headers than callers send', async () => {
      const many = Array.from({ length: 80 }, (_, at) => `X-${at}: 1`);
      const answer = await raw('GET /health/live HTTP/1.1', 'Host: x', 'Connection: close', ...many, '', '');
      assert.match(answer, /^HTTP\/1\.1 404/);
    });

    it('whose headers do not come to an end, and one that never begins', async () => {
      const slow = await open();
      slow.on('error', () => {});
      slow.write('GET /health/live HTTP/1.1\r\nHost: x\r\n');
      const silent = await open();
      silent.on('error', () => {});
      silent.resume();
      const [first] = await once(slow, 'data');
      assert.match(String(first), /^HTTP\/1\.1 408/);
      await Promise.all([slow.closed || once(slow, 'close'), silent.closed || once(silent, 'close')]);
    });
  });

  it('is no way to another place: a service that sends elsewhere is not followed', async () => {
    let followed = 0;
    const elsewhere = createServer((_request, response) => {
      followed += 1;
      response.end('{"secret":true}');
    });
    const sending = createServer((_request, response) =>
      response.writeHead(302, { location: urlOf(elsewhere) }).end('{"secret":true}'),
    );
    const urlOf = (server: typeof elsewhere) => {
      const address = server.address();
      return `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    };
    for (const server of [elsewhere, sending])
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const behind = await openTestHub({ behind: { statistics: urlOf(sending) } });
    try {
      const answer = await behind.call('/v1/datasets', undefined, { token: null });
      assert.deepEqual([answer.status, Problem.parse(answer.json).code], [500, 'INTERNAL']);
      assert.equal(answer.headers.get('location'), null);
      assert.equal(followed, 0);
    } finally {
      await behind.close();
      for (const server of [elsewhere, sending]) await new Promise((resolve) => server.close(resolve));
    }
  });

  it('shows figures to whoever has the token for them, and no versions to anybody', async () => {
    const ask = (authorization?: string) =>
      hub.call('/metrics', undefined, { token: null, ...(authorization && { headers: { authorization } }) });
    for (const wrong of [undefined, 'Bearer no', `Basic ${METRICS_TOKEN}`, `Bearer ${spolis}`])
      assert.equal((await ask(wrong)).status, 404);
    const { status, text } = await ask(`Bearer ${METRICS_TOKEN}`);
    assert.equal(status, 200);
    assert.match(text, /saite_refusals_total\{door="rest",code="UNAUTHENTICATED",service="hub"\} [1-9]/);
    const ready = await hub.call('/health/ready', undefined, { token: null });
    for (const shown of [text, ready.text]) assert.doesNotMatch(shown, /v?\d+\.\d+\.\d+(?!\d)/);
  });

  it('leaves a line of each refusal, with what was asked and why not, and with nobody’s name', async () => {
    const seen = log.lines.length;
    const token = await hub.token({ sub: 'judge-17', roles: ['auditor'] });
    await hub.call('/v1/contact-reports/R-secret', undefined, { token });
    await hub.call(
      '/v1/children/query',
      { childCode: '32000000001' },
      { token: await hub.token({ roles: ['ministry'] }) },
    );
    const lines = log.lines.slice(seen).filter(({ event }) => event === 'door.refused');
    assert.deepEqual(lines, [
      { event: 'door.refused', part: 'readContactReport', type: 'rest', code: 'FORBIDDEN' },
      { event: 'door.refused', part: 'queryChild', type: 'rest', code: 'PURPOSE_NEEDED' },
    ]);
    assert.doesNotMatch(JSON.stringify(log.lines), /judge-17|R-secret|32000000001/);
  });

  it('says to a role that may not what it lacks, as RFC 6750 has it', async () => {
    const answer = await hub.call(PATH, undefined, { token: await hub.token({ roles: ['auditor'] }) });
    assert.equal(answer.status, 403);
    assert.equal(answer.headers.get('www-authenticate'), 'Bearer realm="saite", error="insufficient_scope"');
  });
});

describe('the limits of calls', () => {
  let hub: TestHub;
  before(async () => {
    hub = await openTestHub({ callsPerSecond: 1 }); // five in five seconds
  });
  after(() => hub.close());

  /** So many at once that they are more than is allowed for as long as they take. */
  const flood = (token: string | null, headers: (at: number) => Record<string, string> = () => ({})) =>
    Promise.all(
      Array.from({ length: 60 }, (_, at) => hub.call(PATH, undefined, { token, headers: headers(at) })),
    );
  const statuses = (answers: readonly { status: number }[]) =>
    [...new Set(answers.map(({ status }) => status))].sort();
  const caller = (sub: string, role = 'spolis') => hub.token({ sub, roles: [role] });

  it('are each caller’s own: a flood of one, or of strangers, takes nothing from another', async () => {
    const greedy = await flood(await caller('greedy'));
    assert.deepEqual(statuses(greedy), [200, 429]);
    const refused = greedy.find(({ status }) => status === 429);
    assert.equal(Problem.parse(refused?.json).code, 'TOO_MANY_CALLS');
    assert.match(refused?.headers.get('retry-after') ?? '', /^[1-5]$/);
    assert.deepEqual(statuses(await flood('a.b.c')), [401, 429]);
    const modest = await hub.call(PATH, undefined, { token: await caller('modest') });
    assert.equal(modest.status, 200, 'from the same address');
  });

  it('are not got round by saying that one is at another address', async () => {
    const answers = await flood(null, (at) => ({
      'x-forwarded-for': `10.0.0.${at}`,
      forwarded: `for=10.0.0.${at}`,
      'x-real-ip': `10.0.0.${at}`,
    }));
    assert.ok(statuses(answers).includes(429));
  });

  it('count a role that may not as a caller too', async () => {
    assert.deepEqual(statuses(await flood(await caller('auditor', 'auditor'))), [403, 429]);
  });
});
