import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { type RegisterSandbox, SandboxProblem, type StandingRecords } from '@saite/adapter-kit/sandbox';
import { CalendarDate } from '@saite/contracts';
import { openInhabitants } from './inhabitants.ts';

const today = CalendarDate.parse('2026-11-25');
const plan = { seed: 4, inhabitants: 19_000, disability: 'june-2019', today } as const;

suite('the inhabitants that stand in the registers', () => {
  let folder = '';
  const standing = new Map<string, StandingRecords>();
  const register = (name: string): RegisterSandbox => ({
    name,
    mount: async () => {},
    load: async () => {},
    standOn: (records) => {
      standing.set(name, records);
    },
    close: async () => {},
  });
  const open = () => {
    standing.clear();
    return openInhabitants(folder, ['pmlp', 'sais', 'vdeavk', 'sopa'].map(register));
  };
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'saite-inhabitants-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  test('are told to the registers that know of them, with how many', async () => {
    const inhabitants = await open();
    assert.equal(standing.size, 0);
    const counts = await inhabitants.settle(plan);
    assert.deepEqual([counts.persons, counts.pensions, counts.withDisability], [19_000, 5_500, 1_938]);
    assert.ok(counts.decisions > counts.withDisability);
    assert.deepEqual(
      [...standing].map(([name, { count }]) => [name, count]),
      [
        ['pmlp', 19_000],
        ['sais', 5_500],
        ['vdeavk', counts.decisions],
      ],
    );
  });

  test('are found again at the next start, and may be wanted again', async () => {
    const counts = await (await open()).settle(plan);
    const before = standing.get('vdeavk')?.at(77);
    const again = await open();
    assert.deepEqual(standing.get('vdeavk')?.at(77), before);
    assert.deepEqual(await again.settle(plan), counts);
  });

  test('do not turn into others', async () => {
    const inhabitants = await open();
    await inhabitants.settle(plan);
    for (const other of [
      { ...plan, seed: 5 },
      { ...plan, inhabitants: 20 },
    ])
      await assert.rejects(inhabitants.settle(other), SandboxProblem);
    assert.equal(standing.get('pmlp')?.count, 19_000);
  });
});
