import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { CalendarDate } from '@saite/contracts';
import { createLog, systemClock } from '@saite/runtime';
import { openRegisters } from './registers.ts';
import { everybody } from './told.ts';

const log = createLog('sandbox-test', 'silent');

test('the sandboxes of the adapters take a made population, again and again', async () => {
  const dataFolder = await mkdtemp(join(tmpdir(), 'saite-registers-'));
  const registers = await openRegisters({ dataFolder, clock: systemClock, log });
  const made = [...everybody(7, { adults: 200, children: 200 }, { today: CalendarDate.parse('2026-11-20') })];
  const recordsOf = (name: string) => made.flatMap((told) => told.registers[name] ?? []);
  try {
    const names = registers.map((register) => register.name);
    assert.ok(names.includes('pmlp') && names.includes('sais'), names.join(', '));
    for (const register of registers) {
      await register.load(recordsOf(register.name));
      await register.load(recordsOf(register.name));
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
