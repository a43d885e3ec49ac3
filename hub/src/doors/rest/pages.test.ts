import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import Fastify, { type FastifyInstance } from 'fastify';
import { registerPages } from './pages.ts';

describe('The first page', () => {
  let app: FastifyInstance;
  before(() => {
    app = Fastify();
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
});
