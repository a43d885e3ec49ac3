import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import { readFact } from './fact.ts';

const SAMPLES = new URL('../../../contracts/samples/', import.meta.url);
const TYPE = 'sais.payment.recorded.v1';
const sample = async () =>
  JSON.parse(await readFile(new URL(`${TYPE}/${await firstSample()}`, SAMPLES), 'utf8'));
const firstSample = async () => {
  const [name] = (await readdir(new URL(TYPE, SAMPLES))).sort();
  return name ?? assert.fail('no sample');
};
const read = (content: unknown, type = TYPE) => readFact(type, Buffer.from(JSON.stringify(content)));

describe('a message as a fact', () => {
  it('keeps its digest when only the box was sealed anew', async () => {
    const event = await sample();
    const again = structuredClone(event);
    again.data.identity.box = `AAAA.${again.data.identity.box.split('.')[1]}`;
    const [one, other] = [read(event), read(again)];
    assert.ok('fact' in one && 'fact' in other);
    assert.equal(one.fact.contentHash, other.fact.contentHash);
  });

  it('keeps its digest when a register remembers former residences later', async () => {
    const text = await readFile(new URL('pmlp.person.updated.v1/child-moved.json', SAMPLES), 'utf8');
    const event = JSON.parse(text);
    const { residences: _residences, ...data } = event.data;
    const [one, other] = [event, { ...event, data }].map((each) => read(each, 'pmlp.person.updated.v1'));
    assert.ok(one && other && 'fact' in one && 'fact' in other);
    assert.equal(one.fact.contentHash, other.fact.contentHash);
  });

  it('has another digest when anything that it says differs, the person too', async () => {
    const event = await sample();
    const hashes = [
      event,
      { ...event, data: { ...event.data, granted: '1.23' } },
      { ...event, data: { ...event.data, withdrawn: !event.data.withdrawn } },
      { ...event, subject: 'p1.ZZZZZZZZZZZZZZZZZZZZZZ' },
    ].map((each) => {
      const one = read(each);
      return 'fact' in one ? one.fact.contentHash : assert.fail('no fact');
    });
    assert.equal(new Set(hashes).size, hashes.length);
  });

  it('is refused with a code and the path, and nothing of what was in it', async () => {
    const event = await sample();
    assert.deepEqual(readFact(TYPE, Buffer.from('<html>')), { code: 'UNREADABLE', detail: 'not JSON' });
    assert.equal('code' in read(event, 'sais.payment.recorded.v9'), true);
    const wrong = read({ ...event, data: { ...event.data, granted: '161175-19997' } });
    assert.deepEqual(wrong, {
      code: 'CONTRACT_VIOLATED',
      detail: 'data.granted: invalid_format',
      path: 'data.granted',
    });
  });
});
