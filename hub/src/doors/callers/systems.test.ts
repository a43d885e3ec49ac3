import assert from 'node:assert/strict';
import { mkdtemp, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { createLog, SaiteError } from '@saite/runtime';
import { until } from '@saite/runtime/testing';
import { Systems } from './systems.ts';

const A = 'A'.repeat(43);
const B = 'B'.repeat(43);
const system = (change: Readonly<Record<string, unknown>> = {}) => ({
  system: 'dagr',
  organisation: 'VDAA',
  certificates: [A],
  roles: ['spolis'],
  operations: { queryPerson: ['person.familyName', 'placements'] },
  ...change,
});

describe('The file of the calling systems', () => {
  let folder: string;
  const opened: Systems[] = [];
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saite-systems-'));
  });
  after(async () => {
    await Promise.all(opened.map((systems) => systems.close()));
    await rm(folder, { recursive: true });
  });

  const written = async (name: string, content: unknown) => {
    const path = join(folder, name);
    await writeFile(path, typeof content === 'string' ? content : JSON.stringify(content));
    return path;
  };
  const open = async (path: string | undefined, isSandbox = false) => {
    const systems = await Systems.open({ path, isSandbox, log: createLog('test', 'silent') });
    opened.push(systems);
    return systems;
  };
  const refused = async (content: unknown, field: RegExp, isSandbox = false) => {
    const path = await written('refused.json', content);
    await assert.rejects(open(path, isSandbox), (error: unknown) => {
      assert.ok(error instanceof SaiteError);
      assert.equal(error.code, 'SYSTEMS_INVALID');
      assert.match(error.message, field);
      return true;
    });
  };

  it('knows a system by its name and by each of its certificates, and nobody else', async () => {
    const systems = await open(await written('known.json', { systems: [system({ certificates: [A, B] })] }));
    assert.equal(systems.byName('dagr')?.organisation, 'VDAA');
    assert.equal(systems.byThumbprint(B)?.system, 'dagr');
    assert.equal(systems.byThumbprint('C'.repeat(43)), undefined);
    assert.equal(systems.byName('constructor'), undefined);
  });

  const wrong: readonly (readonly [string, unknown, RegExp])[] = [
    ['is not JSON', '{', /the file: is not JSON/],
    ['lists nothing', {}, /systems: /],
    ['has a field too many', { systems: [system({ colour: 'blue' })] }, /systems\.0: /],
    [
      'has a thumbprint that is none',
      { systems: [system({ certificates: ['x'] })] },
      /systems\.0\.certificates\.0: /,
    ],
    [
      'has a role that systems do not have',
      { systems: [system({ roles: ['person'] })] },
      /systems\.0\.roles\.0: /,
    ],
    ['names a system twice', { systems: [system(), system({ certificates: [B] })] }, /systems\.1\.system: /],
    [
      'pins a certificate for two systems',
      { systems: [system(), system({ system: 'other' })] },
      /systems\.1\.certificates\.0: /,
    ],
    [
      'grants an operation that is not there',
      { systems: [system({ operations: { queryPersons: 'all' } })] },
      /systems\.0\.operations\.queryPersons: no such operation/,
    ],
    [
      'grants a field that the answer does not have',
      { systems: [system({ operations: { queryPerson: ['person.familyName', 'person.famillyName'] } })] },
      /systems\.0\.operations\.queryPerson\.1: /,
    ],
    [
      'grants fields of what another service answers',
      { systems: [system({ operations: { readSopaImport: ['state'] } })] },
      /systems\.0\.operations\.readSopaImport: /,
    ],
    [
      'gives all rights of the roles',
      { systems: [system({ operations: 'of-roles' })] },
      /systems\.0\.operations: /,
    ],
  ];
  for (const [what, content, field] of wrong)
    it(`is refused at the start, naming the field, if it ${what}`, () => refused(content, field));

  it('may give all rights of the roles in the sandbox', async () => {
    const path = await written('of-roles.json', { systems: [system({ operations: 'of-roles' })] });
    assert.ok((await open(path, true)).byName('dagr'));
  });

  it('must be there, but in the sandbox may come later', async () => {
    const path = join(folder, 'later.json');
    await assert.rejects(open(path), { code: 'SYSTEMS_UNREADABLE' });
    const systems = await open(path, true);
    assert.equal(systems.byName('dagr'), undefined);
    await written('later.json', { systems: [system()] });
    await until(async () => systems.byName('dagr'), Boolean);
  });

  it('holds anew when it changes, whether written in place or exchanged', async () => {
    const path = await written('changes.json', { systems: [system()] });
    const systems = await open(path);
    await written('changes.json', { systems: [system({ certificates: [B] })] });
    await until(async () => systems.byThumbprint(B), Boolean);
    assert.equal(systems.byThumbprint(A), undefined, 'a certificate that was taken out is nobody');
    await rename(await written('next.json', { systems: [] }), path);
    await until(
      async () => systems.byName('dagr'),
      (found) => found === undefined,
    );
  });

  it('stays as it was while the new version is not valid or gone, and says so', async () => {
    const path = await written('broken.json', { systems: [system()] });
    const systems = await open(path);
    assert.deepEqual(systems.health(), { systems: { state: 'up', needed: false } });
    const state = async () => systems.health().systems;

    await written('broken.json', { systems: [system({ operations: 'of-roles' })] });
    assert.deepEqual(await until(state, (now) => now?.state === 'degraded'), {
      state: 'degraded',
      needed: false,
      code: 'SYSTEMS_INVALID',
    });
    assert.ok(systems.byName('dagr'));

    await rm(path);
    await until(state, (now) => now?.code === 'SYSTEMS_UNREADABLE');
    assert.ok(systems.byName('dagr'));

    await written('broken.json', { systems: [system()] });
    await until(state, (now) => now?.state === 'up');
  });

  it('is no part of the health where there is none', async () => {
    assert.deepEqual((await open(undefined)).health(), {});
  });
});
