import type { PersonCode, PersonRef, Sealed } from '@saite/contracts';
import { type KeyRing, sealCode } from '@saite/identity';

/** A person as the events of a register speak of them: by reference, the code sealed. */
export interface EventPerson {
  readonly subject: PersonRef;
  readonly identity: Sealed;
}

/**
 * A person's reference and sealed code. The box that is stored already is used again, so that a record read twice
 * has the same content; it is sealed anew only under a newer key.
 */
export function eventPerson(
  ring: KeyRing,
  subject: PersonRef,
  code: PersonCode,
  stored: Sealed,
): EventPerson {
  const identity = stored.keyVersion === ring.sealing.current ? stored : sealCode(ring, subject, code);
  return { subject, identity };
}
