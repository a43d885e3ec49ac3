import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { lanesOf } from './lanes.ts';
import { dateOf, dayOf, marksOf, placeOf, pointOf } from './span.ts';

const shown = fc
  .tuple(fc.integer({ min: 10_000, max: 25_000 }), fc.integer({ min: 0, max: 8_000 }))
  .map(([from, days]) => ({ from, to: from + days }));
const span = fc
  .tuple(fc.integer({ min: 9_000, max: 30_000 }), fc.integer({ min: 1, max: 3_000 }))
  .map(([first, days]) => ({ first, after: first + days }));

describe('the picture of a timeline', () => {
  it('shows nothing outside of itself, and every span of which a day is in sight', () => {
    fc.assert(
      fc.property(shown, span, (picture, { first, after }) => {
        const place = placeOf(picture, first, after);
        assert.equal(place !== undefined, first <= picture.to && after > picture.from);
        if (place) assert.ok(place.x >= 0 && place.width > 0 && place.x + place.width <= 100.000001);
      }),
    );
  });

  it('gives a day the same width wherever it lies', () => {
    const year = { from: dayOf('2026-01-01'), to: dayOf('2026-12-31') };
    assert.deepEqual(placeOf(year, dayOf('2026-01-01'), dayOf('2027-01-01')), { x: 0, width: 100 });
    assert.equal(placeOf(year, dayOf('2026-02-28'), dayOf('2026-03-01'))?.width, 100 / 365);
    assert.equal(pointOf(year, dayOf('2025-12-31')), undefined);
    assert.equal(pointOf(year, dayOf('2026-01-01')), 0);
  });

  it('marks the axis on first days of months, seven times at most', () => {
    fc.assert(
      fc.property(shown, (picture) => {
        const marks = marksOf(picture);
        assert.ok(marks.length <= 8, String(marks.length));
        for (const mark of marks) {
          assert.equal(dateOf(mark).slice(8), '01');
          assert.ok(mark >= picture.from && mark <= picture.to);
        }
      }),
    );
    const years = { from: dayOf('2022-02-01'), to: dayOf('2026-11-30') };
    assert.deepEqual(marksOf(years).map(dateOf), ['2023-01-01', '2024-01-01', '2025-01-01', '2026-01-01']);
  });

  it('hides no span behind another', () => {
    fc.assert(
      fc.property(fc.array(span, { maxLength: 12 }), (spans) => {
        const lanes = lanesOf(spans);
        assert.equal(lanes.flat().length, spans.length);
        for (const lane of lanes)
          for (const [index, each] of lane.entries())
            assert.ok(index === 0 || (lane[index - 1]?.after ?? 0) <= each.first);
      }),
    );
  });
});
