import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { PersonRef } from '@saite/contracts';
import fc from 'fast-check';
import { type CodeLink, connectCodes } from './connect-codes.ts';

const ref = (letter: string) => `p1.${letter.repeat(22)}` as PersonRef;
const [A, B, C, D] = ['A', 'B', 'C', 'D'].map(ref) as [PersonRef, PersonRef, PersonRef, PersonRef];

describe('codes that are one person', () => {
  it('stay alone without a link', () => {
    assert.deepEqual(
      [...connectCodes([B, A], [])],
      [
        [B, B],
        [A, A],
      ],
    );
  });

  it('are joined over several records, and named by the smallest', () => {
    const groups = connectCodes(
      [A, B, C, D],
      [
        { ref: D, formerRefs: [C] },
        { ref: C, formerRefs: [B] },
      ],
    );
    assert.deepEqual(
      [A, B, C, D].map((code) => groups.get(code)),
      [A, B, B, B],
    );
  });

  it('come apart again when no record links them any more', () => {
    assert.equal(connectCodes([A, B], [{ ref: B, formerRefs: [] }]).get(B), B);
  });

  it('are grouped the same whatever the order of records and former codes', () => {
    const code = fc.constantFrom(...'ABCDEFGH'.split('').map(ref));
    const link: fc.Arbitrary<CodeLink> = fc.record({
      ref: code,
      formerRefs: fc.array(code, { maxLength: 3 }),
    });
    fc.assert(
      fc.property(fc.array(link, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (links, places) => {
        const codes = [...new Set(links.flatMap((each) => [each.ref, ...each.formerRefs]))];
        const mixed = links
          .map((each) => ({
            each: { ...each, formerRefs: [...each.formerRefs].reverse() },
            place: places.next().value,
          }))
          .sort((a, b) => (a.place ?? 0) - (b.place ?? 0))
          .map(({ each }) => each);
        const sorted = (groups: Map<PersonRef, PersonRef>) => [...groups].sort();
        assert.deepEqual(
          sorted(connectCodes([...codes].reverse(), mixed)),
          sorted(connectCodes(codes, links)),
        );
        for (const [member, person] of connectCodes(codes, links)) assert.ok(person <= member);
      }),
    );
  });
});
