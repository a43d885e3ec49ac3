import assert from 'node:assert/strict';
import { test } from 'node:test';
import { missingAttributes } from './permission.ts';
import { PersonRecord } from './protocol.ts';
import { PERMISSIONS } from './sandbox/permissions.ts';

const permissions = [...PERMISSIONS.values()].map((permission) => ({
  ...permission,
  access_control_tree: {
    ...permission.access_control_tree,
    properties: [...permission.access_control_tree.properties],
  },
}));

test('a full permission lets all attributes through', () => {
  assert.deepEqual(missingAttributes(permissions, '2001', '2026-11-20'), []);
});

test('former residences are not needed', () => {
  assert.deepEqual(missingAttributes(permissions, '2003', '2026-11-20'), []);
});

test('a narrow permission lacks what it does not name', () => {
  const missing = missingAttributes(permissions, '2002', '2026-11-20');
  assert.ok(missing.includes('former_codes') && !missing.includes('death_date'));
});

test('a permission that is not in force, or not there, lets nothing through', () => {
  const all = Object.keys(PersonRecord.shape).filter((name) => name !== 'declared_residences');
  assert.deepEqual(missingAttributes(permissions, '2001', '2019-12-31'), all);
  assert.deepEqual(missingAttributes(permissions, '1', '2026-11-20'), all);
});
