import { type Adapter, UpstreamError } from '@saite/adapter-kit';
import { rigaDate } from '@saite/runtime';
import { CONTRACT_VERSION, DISPENSABLE, type PermissionsAnswer, PersonRecord } from './protocol.ts';
import type { Pmlp } from './upstream.ts';

/** Attributes that the adapter needs and a permission does not let it read; all of them if it is not in force. */
export function missingAttributes(permissions: PermissionsAnswer, used: string, today: string): string[] {
  const needed = Object.keys(PersonRecord.shape).filter((name) => !DISPENSABLE.includes(name));
  const permission = permissions.find((one) => one.permission_number === used);
  if (!permission || today < permission.valid_from || permission.valid_to < today) return needed;
  const tree = permission.access_control_tree;
  const readable = (tree.properties ?? []).filter((node) => tree.read_access && node.read_access);
  return needed.filter((name) => !readable.some((node) => node.name === name));
}

const ITEM = 'permission';

/**
 * Makes sure, before anybody is asked for, that the permission lets all needed attributes through: otherwise every
 * answer would be refused one by one.
 *
 * @throws UpstreamError `NOT_AUTHORISED` if it does not; an operator finds the attributes among the parked answers
 */
export async function requirePermission(adapter: Adapter, pmlp: Pmlp): Promise<void> {
  const { permissions, used } = await pmlp.permissions();
  const missing = missingAttributes(permissions, used, rigaDate(adapter.clock.now()));
  if (missing.length === 0) return adapter.parked.resolve([ITEM]);
  await adapter.parked.park(
    [{ item: ITEM, reason: 'PERMISSION_INCOMPLETE', errorPath: missing.join(', ') }],
    CONTRACT_VERSION,
  );
  throw new UpstreamError('NOT_AUTHORISED', 'the permission does not let all needed attributes through');
}
