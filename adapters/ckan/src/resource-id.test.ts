import assert from 'node:assert/strict';
import { test } from 'node:test';
import { z } from 'zod';
import { resourceIdOf } from './resource-id.ts';

test('a file has one id in a package, whoever computes it, and another one elsewhere', () => {
  const id = resourceIdOf('p-1', 'D3-2026-10.csv');
  assert.equal(z.uuid({ version: 'v8' }).parse(id), id);
  assert.equal(id, 'fccd33a0-9391-8678-a463-ddf0af98b588'); // another one would double what is at the portal
  assert.notEqual(resourceIdOf('p-1', 'D3-2026-10.json'), id);
  assert.notEqual(resourceIdOf('p-2', 'D3-2026-10.csv'), id);
});
