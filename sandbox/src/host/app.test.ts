import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { PlacementBody } from '@saite/contracts';
import { createLog, systemClock } from '@saite/runtime';
import { z } from 'zod';
import { buildSandbox } from './app.ts';

/** A register without behaviour, as a new adapter would bring it: it keeps what it is given. */
const REGISTER = `
  export const loaded = [];
  export const openSandbox = async () => ({
    name: 'sais',
    mount: async (app) => { app.get('/sais/loaded', () => ({ count: loaded.length, first: loaded[0] })); },
    load: async (records) => { loaded.push(...records); },
    close: async () => {},
  });
`;

const Line = z.union([
  z.strictObject({ stage: z.enum(['registers', 'admission']), done: z.int(), of: z.int() }),
  z.strictObject({
    finished: z.literal(true),
    persons: z.int(),
    payments: z.int(),
    placements: z.int(),
    seconds: z.number(),
  }),
  z.strictObject({ finished: z.literal(false), code: z.string() }),
]);

suite('the host of the sandboxes', () => {
  let folder = '';
  const placements: unknown[] = [];
  let refuse: number[] = [];
  const hub = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const status = refuse.shift();
    if (status !== undefined) {
      response.writeHead(status, { 'retry-after': '0', 'content-type': 'application/problem+json' });
      return response.end('{"code":"FORBIDDEN"}');
    }
    assert.match(request.headers.authorization ?? '', /^Bearer /);
    if (request.url === '/v1/placements') placements.push(JSON.parse(Buffer.concat(chunks).toString()));
    return response.writeHead(202, { 'content-type': 'application/json' }).end('{"eventId":"e.1"}');
  });
  let hubUrl = '';

  const build = () =>
    buildSandbox(
      { host: '127.0.0.1', port: 0, url: 'http://127.0.0.1:1', hubUrl, dataFolder: join(folder, 'data') },
      { clock: systemClock, log: createLog('sandbox-test', 'silent'), adapters: join(folder, 'adapters') },
    );
  const populate = async (body: Record<string, unknown>) => {
    const app = await build();
    const answer = await app.inject({ method: 'POST', url: '/sandbox/population', payload: body });
    const loaded = (await app.inject('/sais/loaded')).json();
    await app.close();
    const lines = answer.body
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
    return { answer, last: lines.at(-1), loaded };
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saite-sandbox-'));
    await mkdir(join(folder, 'adapters/sais/src/sandbox'), { recursive: true });
    await writeFile(join(folder, 'adapters/package.json'), '{"type":"module"}');
    await writeFile(join(folder, 'adapters/sais/src/sandbox/index.ts'), REGISTER);
    await new Promise<void>((resolve) => hub.listen(0, '127.0.0.1', resolve));
    const address = hub.address();
    assert.ok(address && typeof address === 'object');
    hubUrl = `http://127.0.0.1:${address.port}`;
  });
  after(async () => {
    hub.closeAllConnections();
    hub.close();
    await rm(folder, { recursive: true });
  });

  test('finds a register where it lies, fills it and admits the clients', async () => {
    const { answer, last, loaded } = await populate({ seed: 3, persons: 40 });
    assert.equal(answer.statusCode, 200);
    assert.ok(last && 'finished' in last && last.finished);
    assert.equal(last.persons, 40);
    assert.equal(last.placements, placements.length);
    assert.equal(loaded.count, last.payments);
    for (const placement of placements) PlacementBody.parse(placement);
  });

  test('makes the same again, even on another day', async () => {
    const first = placements.splice(0);
    const { last } = await populate({ seed: 3, persons: 40, today: '2031-01-01' });
    assert.ok(last && 'finished' in last && last.finished);
    const sorted = (list: unknown[]) => list.map((item) => JSON.stringify(item)).sort();
    assert.deepEqual(sorted(placements), sorted(first));
  });

  test('tries again while the hub is away or has enough', async () => {
    refuse = [503, 429, 500, 503];
    const { last } = await populate({ seed: 4, persons: 2 });
    assert.ok(last && 'finished' in last && last.finished);
  });

  test('says so if the hub refuses for good', async () => {
    refuse = Array.from({ length: 200 }, () => 403);
    const { last } = await populate({ seed: 5, persons: 3 });
    refuse = [];
    assert.deepEqual(last, { finished: false, code: 'HUB_REFUSED_FORBIDDEN' });
  });

  test('refuses a body with unknown fields', async () => {
    const app = await build();
    const answer = await app.inject({ method: 'POST', url: '/sandbox/population', payload: { people: 3 } });
    assert.equal(answer.statusCode, 422);
    await app.close();
  });
});
