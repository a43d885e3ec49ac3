import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { ApiProblem, LostConnection } from '../../../api/problem.ts';
import { deliver } from './deliver.ts';

const problem = (code: string, status: number) =>
  new ApiProblem({ code, status, title: code, detail: 'what to do' });

/** A hub that takes a report once under its key, over a line that loses what is sent or what is answered. */
function playHub(line: readonly ('sent' | 'answered' | 'busy')[]) {
  const taken = new Map<string, number>();
  const reports: string[] = [];
  const losses = [...line];
  const send = async (key: string, report: string) => {
    const loss = losses.shift();
    if (loss === 'sent') throw new LostConnection();
    if (loss === 'busy') throw problem('UNAVAILABLE', 503);
    if (!taken.has(key)) taken.set(key, reports.push(report));
    if (loss === 'answered') throw new LostConnection();
    return 'accepted';
  };
  return { send, reports };
}

describe('a report that is sent over a bad line', () => {
  it('given any losses on the way there and back, arrives, once', async () => {
    const line = fc.array(fc.constantFrom('sent' as const, 'answered' as const, 'busy' as const), {
      maxLength: 12,
    });
    await fc.assert(
      fc.asyncProperty(line, async (losses) => {
        const hub = playHub(losses);
        const waits: boolean[] = [];
        const answer = await deliver({
          send: () => hub.send('key', 'report'),
          pause: async () => {},
          onWaiting: (isLost) => waits.push(isLost),
        });
        assert.equal(answer, 'accepted');
        assert.deepEqual(hub.reports, ['report']);
        assert.deepEqual(
          waits,
          losses.map((loss) => loss !== 'busy'),
        );
      }),
    );
  });

  it('given that it is refused, says why and is not sent again', async () => {
    let sendings = 0;
    const send = async () => {
      sendings += 1;
      throw problem('INVALID', 422);
    };
    await assert.rejects(
      deliver({ send, pause: async () => {}, onWaiting: () => assert.fail('it does not wait') }),
      { code: 'INVALID' },
    );
    assert.equal(sendings, 1);
  });
});
