import { LIKE_A_CODE } from '@saite/contracts';
import { type KeyRing, keyedDigest } from '@saite/identity';

/** An operator: the name that others see, and by what two of them are told apart. */
export interface Operator {
  readonly name: string;
  readonly key: string;
}

/** Who does it; a name that could be a personal code is shown as a keyed one. */
export function operatorOf(keyRing: KeyRing, actor: string): Operator {
  const key = keyedDigest(keyRing, 'operator', actor);
  return { name: LIKE_A_CODE.test(actor) ? `operator-${key.slice(0, 8)}` : actor, key };
}
