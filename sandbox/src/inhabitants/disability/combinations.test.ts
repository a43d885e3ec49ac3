import assert from 'node:assert/strict';
import { test } from 'node:test';
import { combinationsOf } from './combinations.ts';
import { JUNE_2019 } from './table.ts';

const combinations = combinationsOf(JUNE_2019);
const persons = (among: typeof combinations) => among.reduce((sum, { count }) => sum + count, 0);
const groupsOf = ({ parts }: (typeof combinations)[number]) => parts.map(({ group }) => group);

test('given the table of June 2019, then so many persons as it says, and no cell is used up below zero', () => {
  assert.equal(persons(combinations), 193_827);
  assert.ok(combinations.every(({ count }) => count > 0));
});

test('49 turn 18 within the month', () => {
  const turned = combinations.filter((one) => one.parts.length === 2 && groupsOf(one)[0] === 'child');
  assert.equal(persons(turned), 49);
});

test('2 804 change the group within the month, to another one', () => {
  const changed = combinations.filter((one) => one.parts.length === 2 && groupsOf(one)[0] !== 'child');
  assert.equal(persons(changed), 2_804);
  for (const one of changed) assert.equal(new Set(groupsOf(one)).size, 2);
});

test('3, 15 and 23 of the groups have two disorders in one decision, and no child has', () => {
  const both = (group: string) =>
    persons(
      combinations.filter(({ parts }) =>
        parts.some((part) => part.group === group && part.disorders.length === 2),
      ),
    );
  assert.deepEqual(['I', 'II', 'III', 'child'].map(both), [3, 15, 23, 0]);
});

test('113 adults have two disorders within the month', () => {
  const both = combinations.filter(
    ({ parts }) => new Set(parts.flatMap(({ disorders }) => disorders)).size === 2,
  );
  assert.equal(persons(both), 113);
});

test('those with one decision come first', () => {
  const lengths = combinations.map(({ parts }) => parts.length);
  assert.deepEqual(lengths, [...lengths].sort());
});

test('a table that no persons give is refused', () => {
  const { groups } = JUNE_2019;
  const impossible = { ...JUNE_2019, groups: { ...groups, II: { ...groups.II, hearing: 0 } } };
  assert.throws(() => combinationsOf(impossible), RangeError);
});
