import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { registerPages } from './pages.ts';
import { hardenShell } from './shell.ts';

describe('The first page', () => {
  let app: FastifyInstance;
  before(async () => {
    app = Fastify();
    const never = async () => {};
    await hardenShell(app, {
      systems: { byThumbprint: () => undefined },
      limits: { countCaller: never, countStranger: never },
    });
    registerPages(app, {
      health: async () => ({
        broker: { state: 'up', needed: true },
        'adapter-labis': { state: 'down', needed: false },
        statistics: { state: 'up', needed: false },
      }),
    });
  });
  after(() => app.close());

  const page = async (language: string) => (await app.inject(`/?lang=${language}`)).body;

  it('names what runs, in the language that was chosen', async () => {
    const latvian = await page('lv');
    assert.match(latvian, /<td>Statistika<\/td><td>✓ darbojas/);
    assert.match(latvian, /<td>Adapteris LABIS<\/td><td>⚠ nedarbojas/);
    assert.match(await page('en'), /<td>Statistics<\/td><td>✓ up/);
  });

  it('leads to the open data sets, for which nobody needs a token', async () => {
    assert.match(await page('lv'), /<a href="\/v1\/datasets">Atvērtās datu kopas<\/a>/);
    assert.match(await page('en'), /<a href="\/v1\/datasets">The open data sets<\/a>/);
  });

  it('lets nothing run and nothing be embedded but its own style, which bears a nonce made for this answer', async () => {
    const [one, other] = [await app.inject('/'), await app.inject('/')];
    const policy = String(one.headers['content-security-policy']);
    const nonce = /<style nonce="([0-9a-f]{32})">/.exec(one.body)?.[1];
    assert.ok(nonce && policy.includes(`style-src 'nonce-${nonce}'`), policy);
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'/);
    assert.doesNotMatch(policy, /unsafe/);
    assert.ok(!other.body.includes(nonce));
    assert.doesNotMatch(one.body, /style=|<script|onload=/);
  });
});
