import assert from 'node:assert/strict';
import { test } from 'node:test';
import { selectionOf } from './selection.ts';

for (const [count, of, shift] of [
  [1, 1, 0],
  [7, 7, 3],
  [193, 1_900, 0],
  [550, 1_900, 71],
  [1_000, 1_001, 5_000],
] as const) {
  test(`${count} of ${of} are selected, each once, and found both ways`, () => {
    const selection = selectionOf(count, of, shift);
    const places = Array.from({ length: count }, (_, rank) => selection.placeOf(rank));
    assert.equal(new Set(places).size, count);
    assert.ok(places.every((place) => place >= 0 && place < of));
    assert.deepEqual(
      places.map((place) => selection.rankOf(place)),
      places.map((_, rank) => rank),
    );
    const found = Array.from({ length: of }, (_, place) => selection.rankOf(place));
    assert.equal(found.filter((rank) => rank !== undefined).length, count);
  });
}

test('neighbours in rank do not stand side by side', () => {
  const selection = selectionOf(193_827, 1_900_000);
  const steps = Array.from({ length: 100 }, (_, rank) =>
    Math.abs(selection.placeOf(rank + 1) - selection.placeOf(rank)),
  );
  assert.ok(steps.every((step) => step > 100));
});
