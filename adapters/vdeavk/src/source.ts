import { type Adapter, type RecordSource, readPages } from '@saite/adapter-kit';
import { type Month, monthOf } from '@saite/contracts';
import { rigaDate } from '@saite/runtime';
import type { VdeavkCalls } from './calls.ts';
import { CONTRACT_VERSION, type DecisionRecord } from './protocol.ts';
import { DECISION, personOf, readDecision } from './read-decision.ts';
import { disabilityChecked, disabilityDecided } from './translate.ts';

/**
 * VDEĀVK's decisions as the kit reads them, those on everybody. Each person is asked about once a month too: what the
 * feed of changes might have left out is found then.
 *
 * @param onTold told each decision that is about to be told
 */
export const decisionSource = (
  { keys }: Pick<Adapter, 'keys'>,
  calls: VdeavkCalls,
  onTold: (decision: DecisionRecord) => void,
): RecordSource<DecisionRecord, Month> => ({
  name: 'vdeavk',
  feed: 'decision-changes',
  contractVersion: CONTRACT_VERSION,
  mark: (now) => monthOf(rigaDate(now)),
  records: (codes) =>
    readPages(codes, async (token) => {
      const { decisions, answered_for: answeredFor, as_of: asOf, next } = await calls.query(codes, token);
      const records = decisions.map(readDecision);
      const persons = records.map(({ personCode }, place) => ({
        code: personCode,
        path: `decisions.${place}.person_code`,
      }));
      return { page: { records, answeredFor, asOf }, persons, answeredFor, next };
    }),
  async changes(feed, after, limit) {
    const page = await calls.changes(feed, after, limit);
    if (page === 'cursor-unknown') return page;
    const changes = page.changes.map(({ number, decision }) => ({
      number,
      kind: DECISION,
      personCode: personOf(decision),
      read: () => readDecision(decision),
    }));
    return { ...page, changes };
  },
  translate(decision, person, now) {
    onTold(decision);
    return disabilityDecided(keys, person, decision, now);
  },
  answered: (subject, _mark, now) => disabilityChecked(keys, subject, now),
  // A service or a placement may begin years after the decision that it rests on.
  concernsAnyone: () => true,
  feedTellsAll: true,
});
