import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import type { OpenDataResult } from './measures/open-data.ts';
import { openDataAimsOf } from './open-data-aims.ts';

const SERVICES = { hub: 300, statistics: 400, sandbox: 200, 'adapter-pmlp': 150, 'adapter-mail': 90 };

/** A country that took so many times as long as the tenth. */
function country(times: number, { memory = SERVICES, protectedIn = 20 } = {}): OpenDataResult {
  return {
    inhabitants: 190_000 * times,
    persons: 19_000 * times,
    decisions: 20_000 * times,
    rows: 5_000 * times,
    decisionsTaken: 10 * times,
    personsKnown: 30 * times,
    filesMade: 5,
    filesTaken: 12,
    datasetsMade: 60 * times,
    editions: 16,
    heldBack: 0,
    peakMemory: memory,
    counted: {
      seconds: 4 * times,
      processorSeconds: 3 * times,
      persons: 21_000 * times,
      differing: 0,
      peakMemory: 160,
    },
    protected: {
      seconds: protectedIn,
      processorSeconds: 15,
      cells: 1_800,
      primary: 300,
      complementary: 120,
      exposed: 0,
      programs: 9,
      peakMemory: 350,
    },
  };
}

const lineOf = (results: readonly OpenDataResult[], name: string, against = '') => {
  const line = openDataAimsOf(results).find((aim) => aim.name === name && aim.against.includes(against));
  assert.ok(line, `no line ${name}`);
  return line;
};

suite('what the open data came to', () => {
  test('given ten times the country in ten times the time, then the growth reads as linear', () => {
    const both = [country(1), country(10)];
    assert.equal(lineOf(both, 'data sets made, 1 900 000 inhabitants').ratio, 10);
    assert.equal(lineOf(both, 'data sets made, 1 900 000 inhabitants').aim, '10 = linear');
    assert.equal(lineOf(both, 'files taken, 1 900 000 inhabitants').ratio, 1);
  });

  test('given one country alone, then nothing is said about growth', () => {
    const names = openDataAimsOf([country(10)]).map(({ name }) => name);
    assert.ok(names.includes('1 900 000 inhabitants: data sets made'));
    assert.ok(!names.some((name) => name.startsWith('peak memory of hub')));
  });

  test('given the statistics hold twice as much of a whole country, then their memory is not flat', () => {
    const both = [country(1), country(10, { memory: { ...SERVICES, statistics: 800 } })];
    assert.equal(lineOf(both, 'peak memory of statistics, 1 900 000 inhabitants').reached, false);
    assert.equal(lineOf(both, 'peak memory of hub, 1 900 000 inhabitants').reached, true);
  });

  test('of the adapters the one is told that held the most of the largest country', () => {
    const both = [country(1), country(10, { memory: { ...SERVICES, 'adapter-mail': 500 } })];
    assert.equal(lineOf(both, 'peak memory of adapter-mail, 1 900 000 inhabitants').reached, false);
  });

  test('given the protection took a minute, then its aim is missed; a moment less, and it is reached', () => {
    const name = 'summary, D3, D4 protected, 1 900 000 inhabitants';
    assert.equal(lineOf([country(10, { protectedIn: 60 })], name, 'cells').reached, false);
    assert.equal(lineOf([country(10, { protectedIn: 59.9 })], name, 'cells').reached, true);
    assert.equal(lineOf([country(10)], name, 'counting').ratio, 0.5);
  });

  test('given the small country is the harder one to protect, then its missed aim is told too', () => {
    const both = [country(1, { protectedIn: 61 }), country(10)];
    const reached = ['190 000', '1 900 000'].map(
      (size) => lineOf(both, `summary, D3, D4 protected, ${size} inhabitants`, 'cells').reached,
    );
    assert.deepEqual(reached, [false, true]);
  });

  test('given a rate, then it is what was taken by the time that it took', () => {
    assert.match(lineOf([country(1)], '190 000 inhabitants: decisions taken').against, / 2 000\/s$/);
  });
});
