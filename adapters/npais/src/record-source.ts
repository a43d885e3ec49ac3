import type { Adapter, RecordSource } from '@saite/adapter-kit';
import { rigaDate } from '@saite/runtime';
import { NPAIS_CONTRACT_VERSION } from './contract/messages.ts';
import type { NpaisRecord } from './read-record.ts';
import { childChecked, crisisReported, custodyDecided } from './translate.ts';
import type { Npais } from './upstream.ts';

/**
 * NPAIS's decisions and crises as the kit reads them. Every watched child is asked about once a day too: what the
 * feed of changes might have left out is found then.
 */
export const recordSource = ({ keys }: Pick<Adapter, 'keys'>, npais: Npais): RecordSource<NpaisRecord> => ({
  name: 'npais',
  feed: 'record-changes',
  contractVersion: NPAIS_CONTRACT_VERSION,
  mark: rigaDate,
  records: (codes) => npais.records(codes),
  changes: (feed, after, limit) => npais.changes(feed, after, limit),
  translate: (record, person, now) =>
    'decision' in record
      ? custodyDecided(keys, person, record.decision, now)
      : crisisReported(keys, person, record.crisis, now),
  answered: (subject, _mark, now) => childChecked(keys, subject, now),
  // A notice of crisis is addressed to Saite; the child may be placed only days later.
  concernsAnyone: ({ kind }) => kind === 'crisis',
});
