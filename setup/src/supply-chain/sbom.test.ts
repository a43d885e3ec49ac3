import assert from 'node:assert/strict';
import { test } from 'node:test';
import { projectRoot } from '../project.ts';
import { missingIn, productionPackages } from './sbom.ts';

const sbom = (components: readonly object[]) =>
  JSON.stringify({ bomFormat: 'CycloneDX', specVersion: '1.6', components });

test('the packages of production are those that the rooms need to run', () => {
  const names = productionPackages(projectRoot).map((name) => name.replace(/@[^@]+$/, ''));
  for (const name of ['amqplib', 'pg', 'zod', 'jose', '@fastify/helmet'])
    assert.ok(names.includes(name), name);
  for (const name of ['typescript', '@biomejs/biome', 'testcontainers', '@saite/hub'])
    assert.ok(!names.includes(name), name);
});

test('a package that the list lacks is named, also where another version stands in it', () => {
  const list = sbom([
    { name: 'pg', version: '8.23.1' },
    {
      group: '@fastify',
      name: 'helmet',
      version: '13.2.0',
      components: [{ name: 'helmet', version: '8.3.0' }],
    },
  ]);
  assert.deepEqual(missingIn(list, ['pg@8.23.1', '@fastify/helmet@13.2.0', 'helmet@8.3.0']), []);
  assert.deepEqual(missingIn(list, ['pg@8.0.0', 'zod@4.6.7']), ['pg@8.0.0', 'zod@4.6.7']);
});

test('what is no list of CycloneDX, or an empty one, is refused', () => {
  for (const text of [sbom([]), '{}', 'no', sbom([{ version: '1.0.0' }])])
    assert.throws(() => missingIn(text, []));
});
