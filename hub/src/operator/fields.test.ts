import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { basename, dirname } from 'node:path';
import { describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { contractFields } from './fields.ts';

const SAMPLES = fileURLToPath(new URL('../../../contracts/samples', import.meta.url));
const samples = globSync('*/*.json', { cwd: SAMPLES }).map((path) => ({
  path,
  type: basename(dirname(path)),
  event: JSON.parse(readFileSync(`${SAMPLES}/${path}`, 'utf8')),
}));
const payment = () =>
  structuredClone(samples.find(({ type }) => type === 'sais.payment.recorded.v1')?.event ?? assert.fail());
const at = (type: string, event: unknown, path: string) =>
  contractFields(type, event).find((field) => field.path === path);

describe('fields of a held message', () => {
  it('never show anything of a sealed box, whatever the event', () => {
    assert.ok(samples.length > 100);
    for (const { path, type, event } of samples) {
      const shown = JSON.stringify(contractFields(type, event));
      for (const [, box] of JSON.stringify(event).matchAll(/"(?:box|digest)":"([^"]+)"/g))
        assert.ok(box && !shown.includes(box), path);
    }
  });

  it('show what the contract has in clear, and say of each what it means', () => {
    const event = payment();
    const granted = at('sais.payment.recorded.v1', event, 'data.granted');
    assert.deepEqual(granted, {
      path: 'data.granted',
      meaning: {
        lv: 'Piešķirtā summa mēnesī, pirms ieturējumiem',
        en: 'Amount granted per month, before deductions',
      },
      state: 'clear',
      value: event.data.granted,
      editable: true,
    });
    assert.equal(at('sais.payment.recorded.v1', event, 'data.identity')?.state, 'sealed');
  });

  it('say it in Latvian too, whatever the event and whatever is missing in it', () => {
    for (const { type, event } of samples)
      for (const content of [event, { data: {} }, undefined])
        for (const { path, meaning } of contractFields(type, content))
          assert.ok(meaning === null || meaning.lv !== meaning.en, `${type} ${path}`);
  });

  it('show no value that is not as the contract says, and none that is like a personal code', () => {
    const event = payment();
    event.data.granted = 'Jānis Bērziņš';
    event.data.recordId = '161175-19997';
    event.data.extra = 'Jānis Bērziņš';
    const shown = JSON.stringify(contractFields('sais.payment.recorded.v1', event));
    assert.ok(!shown.includes('Jānis') && !shown.includes('161175'));
    assert.equal(at('sais.payment.recorded.v1', event, 'data.granted')?.state, 'invalid');
    assert.equal(at('sais.payment.recorded.v1', event, 'data.recordId')?.state, 'withheld');
  });

  it('withhold dates of birth and references of others', () => {
    for (const { type, event } of samples)
      for (const { path, state } of contractFields(type, event))
        if (/bornOn|diedOn|parentRefs|formerRefs/.test(path))
          assert.ok(state === 'withheld' || state === 'missing', `${type} ${path} ${state}`);
  });

  it('let nobody edit what names the record, or what is sealed', () => {
    for (const { type, event } of samples)
      for (const { path, state, editable } of contractFields(type, event))
        if (/recordId$|recordVersion$/.test(path) && path.split('.').length === 2)
          assert.equal(editable, false);
        else if (state === 'sealed' || state === 'withheld') assert.equal(editable, false);
  });

  it('are none of a type that is not ours, and missing of a message without data', () => {
    assert.deepEqual(contractFields('made.up.v1', {}), []);
    assert.ok(contractFields('sais.payment.recorded.v1', 'text').every(({ state }) => state === 'missing'));
  });
});
