import { type RecordId, RecordVersion } from '@saite/contracts';
import { eventIdOf, type KeyRing } from '@saite/identity';

/** Something that could be a personal code: a broken register may put one where an id belongs. */
const LIKE_A_CODE = /[0-9]{6}-?[0-9]{5}/;
const FIRST_VERSION = RecordVersion.parse(1);

/** The name under which something of SAIS is parked: its id, or a keyed one if the id might show a person. */
export function parkedItem(ring: KeyRing, kind: string, id: RecordId | undefined): string {
  if (id === undefined) return `${kind}:unknown`;
  return LIKE_A_CODE.test(id)
    ? `${kind}:${eventIdOf(ring, 'sais.parked', id, FIRST_VERSION)}`
    : `${kind}:${id}`;
}
