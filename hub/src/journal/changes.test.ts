import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Month, PersonRef, StatementContent } from '@saite/contracts';
import {
  AllowanceConfig,
  type AllowanceDecision,
  allowancePolicies,
  notInCare,
} from '../cases/allowance/index.ts';
import { changesOf } from './changes.ts';
import type { Head } from './heads.ts';

const policies = allowancePolicies(AllowanceConfig.parse({}));
const MONTH = '2020-05' as Month;
const A = 'p1.AAAAAAAAAAAAAAAAAAAAAA' as PersonRef;
const B = 'p1.BBBBBBBBBBBBBBBBBBBBBB' as PersonRef;

const known = (...refs: [PersonRef, ...PersonRef[]]) => ({ group: { person: refs[0], refs } });

/** A decision that says one month, with an allowance. */
function saying(allowanceCents: number): AllowanceDecision {
  const content: StatementContent = {
    ...notInCare(MONTH, policies),
    daysInCare: 1,
    flags: [],
    base: `${allowanceCents}.00` as never,
  };
  return { months: [{ month: MONTH, content, announced: true, allowanceCents }], wakeOn: null };
}
const NOTHING: AllowanceDecision = { months: [], wakeOn: null };

const head = (
  person: PersonRef,
  version: number,
  allowanceCents: number | null,
  contentHash = 'other',
  absorbed = false,
): Head => ({
  person,
  month: MONTH,
  version,
  contentHash,
  allowanceCents,
  absorbed,
});
const headsOf = (...heads: Head[]) => Map.groupBy(heads, (each) => each.person);

describe('what is to be said anew', () => {
  it('is the first version, whose delta is its allowance', () => {
    const [change] = changesOf(known(A), saying(4500), new Map(), policies);
    assert.deepEqual([change?.version, change?.supersedes, change?.deltaCents], [1, null, 4500]);
  });

  it('is nothing when the content is the same', () => {
    const [first] = changesOf(known(A), saying(4500), new Map(), policies);
    const heads = headsOf(head(A, 3, 4500, first?.text.hash));
    assert.deepEqual(changesOf(known(A), saying(4500), heads, policies), []);
  });

  it('supersedes the version before, with the difference', () => {
    const [change] = changesOf(known(A), saying(5000), headsOf(head(A, 2, 4500)), policies);
    assert.deepEqual(
      [change?.version, change?.supersedes, change?.deltaCents, change?.absorbs],
      [3, 2, 500, []],
    );
  });

  it('takes back a stated month that has no day in care any more, once', () => {
    const [change] = changesOf(known(A), NOTHING, headsOf(head(A, 1, 4500)), policies);
    assert.deepEqual([change?.deltaCents, change?.allowanceCents, change?.version], [-4500, null, 2]);
    const heads = headsOf(head(A, 2, null, change?.text.hash));
    assert.deepEqual(changesOf(known(A), NOTHING, heads, policies), []);
  });

  it('counts no allowance as nothing, on both sides', () => {
    const [change] = changesOf(known(A), saying(4500), headsOf(head(A, 1, null)), policies);
    assert.equal(change?.deltaCents, 4500);
  });

  describe('when codes were joined', () => {
    it('goes on in the series of the person and ends the other, so that deltas add up', () => {
      const [change] = changesOf(
        known(A, B),
        saying(3000),
        headsOf(head(A, 2, 1000), head(B, 1, 1500)),
        policies,
      );
      assert.deepEqual([change?.version, change?.deltaCents], [3, 500]);
      assert.deepEqual(
        change?.absorbs.map((each) => each.person),
        [B],
      );
    });

    it('stays as it was said under another code, if only that one was ever stated', () => {
      const [first] = changesOf(known(B), saying(1500), new Map(), policies);
      assert.deepEqual(
        changesOf(known(A, B), saying(1500), headsOf(head(B, 1, 1500, first?.text.hash)), policies),
        [],
      );
    });

    it('and came apart again, the ended series begins anew from nothing', () => {
      const [change] = changesOf(known(B), saying(1500), headsOf(head(B, 1, 1500, 'other', true)), policies);
      assert.deepEqual([change?.version, change?.deltaCents], [2, 1500]);
    });
  });
});
