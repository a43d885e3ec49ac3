import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { ContactReportBody, PlacementBody } from '@saite/contracts';
import { createLog, systemClock } from '@saite/runtime';
import { z } from 'zod';
import { buildSandbox } from './app.ts';

/** A register without behaviour, as a new adapter would bring it: it keeps what it is given. */
const registerOf = (name: string) => `
  export const openSandbox = async (_options, loaded = []) => ({
    name: '${name}',
    mount: async (app) => { app.get('/${name}/loaded', () => loaded); },
    load: async (records) => { loaded.push(...records); },
    close: async () => {},
  });
`;

const Line = z.union([
  z.strictObject({
    stage: z.enum(['inhabitants', 'registers', 'admission', 'reports']),
    done: z.int(),
    of: z.int(),
  }),
  z.strictObject({
    finished: z.literal(true),
    persons: z.int(),
    children: z.int(),
    payments: z.int(),
    placements: z.int(),
    decisions: z.int(),
    reports: z.int(),
    inhabitants: z
      .strictObject({ persons: z.int(), pensions: z.int(), withDisability: z.int(), decisions: z.int() })
      .optional(),
    seconds: z.number(),
  }),
  z.strictObject({ finished: z.literal(false), code: z.string() }),
]);

suite('the host of the sandboxes', () => {
  let folder = '';
  /** What the hub took, in its order. */
  const taken: { path: string; body: unknown }[] = [];
  const bodies = (path: string) => taken.filter((call) => call.path === path).map(({ body }) => body);
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
    taken.push({ path: request.url ?? '', body: JSON.parse(Buffer.concat(chunks).toString()) });
    return response.writeHead(202, { 'content-type': 'application/json' }).end('{"eventId":"e.1"}');
  });
  let hubUrl = '';

  const build = () =>
    buildSandbox(
      {
        host: '127.0.0.1',
        port: 0,
        tlsPort: 0,
        url: 'http://127.0.0.1:1',
        hubUrl,
        dataFolder: join(folder, 'data'),
        systemsFile: join(folder, 'data/systems.json'),
      },
      { clock: systemClock, log: createLog('sandbox-test', 'silent'), adapters: join(folder, 'adapters') },
    );
  const populate = async (body: Record<string, unknown>) => {
    const app = await build();
    const answer = await app.inject({ method: 'POST', url: '/sandbox/population', payload: body });
    const loaded = async (name: string) => (await app.inject(`/${name}/loaded`)).json<unknown[]>();
    const registers = {
      sais: await loaded('sais'),
      npais: await loaded('npais'),
      sopa: await loaded('sopa'),
    };
    await app.close();
    const lines = answer.body
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)));
    const stages = lines.flatMap((line) => ('stage' in line ? [line.stage] : []));
    return { answer, last: lines.at(-1), stages: [...new Set(stages)], registers };
  };

  const populateRefused = async (payload: Record<string, unknown>) => {
    const app = await build();
    const answer = await app.inject({ method: 'POST', url: '/sandbox/population', payload });
    await app.close();
    const { errors } = z
      .looseObject({ errors: z.array(z.looseObject({ path: z.string() })) })
      .parse(answer.json());
    return { status: answer.statusCode, paths: errors.map(({ path }) => path) };
  };

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saite-sandbox-'));
    for (const name of ['sais', 'npais', 'sopa']) {
      await mkdir(join(folder, `adapters/${name}/src/sandbox`), { recursive: true });
      await writeFile(join(folder, `adapters/${name}/src/sandbox/index.ts`), registerOf(name));
    }
    await writeFile(join(folder, 'adapters/package.json'), '{"type":"module"}');
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
    const { answer, last, stages, registers } = await populate({ seed: 3, persons: 40, children: 0 });
    assert.equal(answer.statusCode, 200);
    assert.ok(last && 'finished' in last && last.finished);
    assert.deepEqual([last.persons, last.children, last.decisions, last.reports], [40, 0, 0, 0]);
    assert.deepEqual(stages, ['registers', 'admission']);
    assert.equal(last.placements, bodies('/v1/placements').length);
    assert.equal(registers.sais.length, last.payments);
    assert.deepEqual([registers.npais, registers.sopa], [[], []]);
    for (const placement of bodies('/v1/placements')) PlacementBody.parse(placement);
  });

  test('makes the same again, even on another day', async () => {
    const first = taken.splice(0);
    const { last } = await populate({ seed: 3, persons: 40, children: 0, today: '2031-01-01' });
    assert.ok(last && 'finished' in last && last.finished);
    const sorted = (list: unknown[]) => list.map((item) => JSON.stringify(item)).sort();
    assert.deepEqual(sorted(taken), sorted(first));
  });

  test('given children among the persons, then their decisions and surveys are there first, and reports come last', async () => {
    taken.splice(0);
    const { last, stages, registers } = await populate({ seed: 6, persons: 100, children: 100 });
    assert.ok(last && 'finished' in last && last.finished);
    assert.equal(last.children, 100);
    assert.deepEqual(stages, ['registers', 'admission', 'reports']);
    const ofNpais = z.array(z.looseObject({ record: z.enum(['decision', 'crisis']) })).parse(registers.npais);
    assert.equal(ofNpais.filter(({ record }) => record === 'decision').length, last.decisions);
    assert.ok(ofNpais.some(({ record }) => record === 'crisis'));
    assert.ok(registers.sopa.length > 0);
    const reports = bodies('/v1/contact-reports');
    assert.ok(reports.length > 0 && reports.length === last.reports);
    for (const report of reports) ContactReportBody.parse(report);
    const paths = taken.map(({ path }) => path);
    assert.ok(paths.lastIndexOf('/v1/placements') < paths.indexOf('/v1/contact-reports'));
    assert.deepEqual(registers.sais, []);
  });

  test('given nothing is said of children, then 5 of 18 persons are', async () => {
    const { last } = await populate({ seed: 7, persons: 36 });
    assert.ok(last && 'finished' in last && last.finished);
    assert.deepEqual([last.persons, last.children], [36, 10]);
  });

  test('given inhabitants and nothing of persons in care, then nobody is admitted', async () => {
    taken.splice(0);
    const { last, stages } = await populate({ seed: 8, inhabitants: 1_900, disability: 'june-2019' });
    assert.ok(last && 'finished' in last && last.finished);
    assert.deepEqual([last.persons, last.children], [0, 0]);
    const { persons, pensions, withDisability } = last.inhabitants ?? {};
    assert.deepEqual([persons, pensions, withDisability], [1_900, 550, 193]);
    assert.deepEqual([stages, taken], [['inhabitants'], []]);
    const other = await populateRefused({ seed: 9, inhabitants: 1_900 });
    assert.deepEqual(other, { status: 422, paths: ['inhabitants'] });
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

  for (const [what, payload, path] of [
    ['nobody at all', { persons: 0 }, 'persons'],
    ['decisions without inhabitants', { persons: 3, disability: 'june-2019' }, 'disability'],
    ['more inhabitants than there are codes', { inhabitants: 2_000_001 }, 'inhabitants'],
  ] as const) {
    test(`refuses ${what}`, async () => {
      assert.deepEqual(await populateRefused(payload), { status: 422, paths: [path] });
    });
  }

  test('refuses more children than persons', async () => {
    const app = await build();
    const payload = { persons: 3, children: 4 };
    const answer = await app.inject({ method: 'POST', url: '/sandbox/population', payload });
    assert.equal(answer.statusCode, 422);
    await app.close();
  });
});
