import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { CalendarDate } from '@saite/contracts';
import { createLog, systemClock } from '@saite/runtime';
import { makePopulation } from '../population/index.ts';
import { openRegisters } from './registers.ts';

const log = createLog('sandbox-test', 'silent');

test('the sandboxes of the adapters take a made population, again and again', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'saite-registers-'));
  const registers = await openRegisters({ dataFolder, clock: systemClock, log });
  const { persons, payments } = makePopulation(7, 200, { today: CalendarDate.parse('2026-11-20') });
  const records: Readonly<Record<string, readonly unknown[]>> = { pmlp: persons, sais: payments };
  try {
    const names = registers.map((register) => register.name);
    assert.ok(names.includes('pmlp') && names.includes('sais'), names.join(', '));
    for (const register of registers) {
      await register.load(records[register.name] ?? []);
      await register.load(records[register.name] ?? []);
    }
  } finally {
    for (const register of registers) await register.close();
    await rm(dataFolder, { recursive: true });
  }
});

test('an adapter whose sandbox cannot be opened is named', async () => {
  const adapters = await mkdtemp(join(tmpdir(), 'saite-adapters-'));
  await mkdir(join(adapters, 'lost/src/sandbox'), { recursive: true });
  await writeFile(join(adapters, 'lost/src/sandbox/index.ts'), 'export const nothing = 1;\n');
  await assert.rejects(openRegisters({ dataFolder: adapters, clock: systemClock, log }, adapters), {
    code: 'SANDBOX_WITHOUT_OPEN',
    message: /adapters\/lost/,
  });
  await rm(adapters, { recursive: true });
});
