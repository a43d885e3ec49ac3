import { type Adapter, isOutage, UpstreamError } from '@saite/adapter-kit';
import type { DatasetPublished } from '@saite/contracts';
import { codeOf, isTransient } from '@saite/runtime';
import { type Publishing, publishEdition } from './publish.ts';
import type { Editions } from './store/editions.ts';

const BATCH = 10;
const CONTRACT_VERSION = 'ckan-action-api-3';

/** Publishes the editions that are due, one after the other; a portal that is away stops it. */
export async function publishDue(
  adapter: Adapter,
  editions: Editions,
  parts: () => Promise<Publishing>,
): Promise<'more' | 'idle'> {
  const due = await editions.due(BATCH);
  if (due.length === 0) return 'idle';
  const publishing = await parts();
  for (const edition of due) await publishOne(adapter, editions, publishing, edition);
  return 'more';
}

async function publishOne(
  adapter: Adapter,
  editions: Editions,
  parts: Publishing,
  edition: DatasetPublished,
): Promise<void> {
  await editions.attempt(edition);
  try {
    await publishEdition(parts, await editions.newsOf(edition), edition);
  } catch (error) {
    if (isTransient(error)) throw error; // the database is away: nothing can be noted
    if (isOutage(error)) {
      await editions.later(edition, codeOf(error));
      throw error;
    }
    return refuse(adapter, editions, edition, error);
  }
  // Before it counts as published: whoever is ended between the two does both again.
  await adapter.parked.resolve([edition.recordId]);
  await editions.published(edition);
  adapter.log.info('ckan.edition-published', { part: edition.recordId, count: edition.distributions.length });
}

/** Keeps why an edition is not published, for an operator; it is tried again after a growing time. */
async function refuse(adapter: Adapter, editions: Editions, edition: DatasetPublished, error: unknown) {
  const reason = (error instanceof UpstreamError ? error.registerCode : undefined) ?? codeOf(error);
  const errorPath = error instanceof UpstreamError ? error.path : '';
  adapter.log.error('ckan.edition-refused', { part: edition.recordId, code: reason });
  await adapter.parked.park([{ item: edition.recordId, reason, errorPath }], CONTRACT_VERSION);
  await editions.refused(edition, reason);
}
