import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Statement } from '@saite/contracts';
import { monthAsCsv } from './csv.ts';

const statement = (change: Record<string, unknown> = {}) =>
  Statement.parse({
    statementId: 's-1',
    personCode: '01011800017',
    month: '2020-01',
    version: 2,
    supersedes: 1,
    rate: '0.15',
    base: '1333.33',
    allowance: '200.00',
    serviceCost: '620.00',
    clientShare: '620.00',
    remainder: '513.33',
    shortfall: '0.00',
    daysInCare: 31,
    stays: [
      {
        placementId: '-2',
        institutionId: 'VSAC-1',
        days: 31,
        dailyCost: '20.00',
        serviceCost: '620.00',
        clientShare: '620.00',
      },
    ],
    lines: [],
    flags: [],
    policies: {},
    legalBasis: [],
    delta: '-5.00',
    computedAt: '2026-11-20T08:00:00Z',
    ...change,
  });

describe("an institution's month as CSV", () => {
  const rowOf = (csv: string) => csv.split('\r\n')[1]?.split(';') ?? [];

  it('has decimal commas, keeps leading zeros of codes, and nothing for what is not known', () => {
    const row = rowOf(monthAsCsv([statement({ remainder: null })], 'lv'));
    assert.equal(row[0], '01011800017');
    assert.deepEqual(row.slice(6, 14), [
      '1333,33',
      '15 %',
      '200,00',
      '620,00',
      '620,00',
      '',
      '0,00',
      '-5,00',
    ]);
  });

  it('lets no id begin a formula', () => {
    assert.equal(rowOf(monthAsCsv([statement()], 'lv'))[3], "'-2");
  });

  it('has its header in the language of the reader', () => {
    assert.match(monthAsCsv([], 'lv'), /^\uFEFFPersonas kods;Mēnesis/);
    assert.match(monthAsCsv([], 'en'), /^\uFEFFPersonal code;Month/);
  });
});
