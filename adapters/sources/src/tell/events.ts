import { contractOf, type EventOf, RecordId, type RowType, SOURCE_STRUCTURES } from '@saite/contracts';
import { eventHead, type KeyRing } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { AcceptedFile } from '../store/source-files.ts';
import type { StagedRow } from '../store/staged-rows.ts';

/** The event of a row, held against its contract; told again it is the same to the byte. */
export function rowEvent(
  keys: KeyRing,
  { source, period, version, acceptedAt }: AcceptedFile,
  { key, subject, identity, facts }: StagedRow,
): EventOf<RowType> {
  const { type, register } = SOURCE_STRUCTURES[source];
  const told = {
    subject,
    recordId: RecordId.parse(`${source}-${period}-${key}`),
    recordVersion: version,
  };
  return contractOf(type).parse({
    ...eventHead(keys, `/registers/${register}`, `${register}.${source}`, told, toInstant(acceptedAt)),
    type,
    data: {
      recordId: told.recordId,
      recordVersion: version,
      period,
      ...facts,
      ...(identity && { identity }),
    },
  });
}

/** The event that says that a file is whole: its rows count from now on instead of those of the version before. */
export function fileEvent(
  keys: KeyRing,
  { source, period, version, rows, acceptedAt }: AcceptedFile,
): EventOf<'saite.source-file.accepted.v1'> {
  const recordId = RecordId.parse(`${source}-${period}`);
  const told = { subject: source, recordId, recordVersion: version };
  return {
    ...eventHead(keys, '/saite', 'saite.source-file', told, toInstant(acceptedAt)),
    type: 'saite.source-file.accepted.v1',
    data: { recordId, recordVersion: version, source, period, rows },
  };
}
