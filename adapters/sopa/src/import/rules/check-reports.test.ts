import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkReports } from './check-reports.ts';
import { objectsOf, outcome, type Told } from './testing/cards.ts';
import { FILE, month } from './testing/values.ts';

const months = (periodFrom: string, periodTo: string) => ({
  periodFrom: month(periodFrom),
  periodTo: month(periodTo),
});
const financial = (told: Told<'financial-report'>) =>
  outcome(checkReports('financial-report', objectsOf('financial-report', told), FILE));
const statistical = (told: Told<'statistical-report'>) =>
  outcome(checkReports('statistical-report', objectsOf('statistical-report', told), FILE));

describe('given reports of money', () => {
  it('when two of a kind have a month in common, then FINANCIAL_TWICE is told of the later one', () => {
    const twice = (place: number) => [`financial-report ${place}: FINANCIAL_TWICE`];
    assert.deepEqual(financial({ stored: [months('2025-10', '2026-01')], file: [{}] }), twice(1));
    assert.deepEqual(financial({ file: [{}, months('2025-12', '2026-01')] }), twice(2));
  });

  it('when they have none in common, or are of two kinds, then all are taken', () => {
    assert.deepEqual(financial({ stored: [months('2025-10', '2025-12')], file: [{}] }), []);
    assert.deepEqual(financial({ file: [{}, { kind: 'benefits' }] }), []);
  });
});

describe('given reports of statistics', () => {
  it('when two of a form have a month in common, then STATISTICAL_TWICE is told of the later one', () => {
    const twice = (place: number) => [`statistical-report ${place}: STATISTICAL_TWICE`];
    assert.deepEqual(statistical({ stored: [{}], file: [{}] }), twice(1));
    assert.deepEqual(statistical({ file: [{}, {}] }), twice(2));
  });

  it('when they have none in common, or are of two forms, then all are taken', () => {
    assert.deepEqual(statistical({ stored: [months('2025-12', '2025-12')], file: [{}] }), []);
    const year = { form: 'services-year' as const, ...months('2026-01', '2026-12') };
    assert.deepEqual(statistical({ file: [{}, year, { ...year, form: 'care-homes-year' }] }), []);
  });
});
