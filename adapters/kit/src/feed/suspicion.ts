import type { Adapter } from '../adapter.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import { type Asked, codeOf } from './asked.ts';
import type { RecordSource } from './source.ts';

const CANARIES = 5;
/** Persons who had records and have none now that an otherwise good answer may name. */
const FEW = 3;

/**
 * Cross-checks an answer without any record against persons who had some: "empty" from a register is not "deleted".
 *
 * @throws UpstreamError `SUSPICIOUSLY_EMPTY`
 */
export async function refuseIfSuspicious<Content, Mark extends string>(
  adapter: Adapter,
  source: RecordSource<Content, Mark>,
  asked: readonly Asked[],
  mark: Mark,
): Promise<void> {
  if (asked.some((person) => person.records > 0 || person.spoiled)) return;
  const suspicious = () =>
    new UpstreamError('SUSPICIOUSLY_EMPTY', 'the register has no records where there were some', '(records)');
  const had = asked.filter((person) => person.watched.records > 0).length;
  if (had > FEW) throw suspicious();
  const canaries = await adapter.watched.someWithRecords(
    asked.map((person) => person.watched.personRef),
    CANARIES,
  );
  if (canaries.length === 0) {
    if (had > 0) throw suspicious();
    return;
  }
  const codes = canaries.map((canary) => codeOf(adapter, canary)).filter((code) => code !== undefined);
  for await (const page of source.records(codes, mark)) if (page.records.length > 0) return;
  throw suspicious();
}
