import type { LegalBasis } from '@saite/contracts';
import { type Applied, NAMED_POLICIES, type NamedPolicy } from './named-policies.ts';

/** What a result rests on. Equal grounds are one frozen object, whoever the person. */
export interface Grounds {
  readonly policies: Record<string, string>;
  readonly legalBasis: LegalBasis[];
}

const known = new Map<string, Grounds>();
const table: Readonly<Record<string, NamedPolicy>> = NAMED_POLICIES;

/** The policies that touched a result, in the order of {@link NAMED_POLICIES}, and the ground of each, once. */
export function groundsOf(applied: Applied): Grounds {
  const chosen: Readonly<Record<string, string | undefined>> = applied;
  const names = Object.keys(table).filter((name) => chosen[name] !== undefined);
  const key = names.map((name) => `${name}=${chosen[name]}`).join('&');
  const before = known.get(key);
  if (before) return before;

  const policies: Record<string, string> = {};
  const legalBasis: LegalBasis[] = [];
  for (const name of names) {
    const value = chosen[name] ?? '';
    const ground = table[name]?.values[value];
    if (!ground) throw new RangeError(`the policy ${name} has no value ${value}`);
    policies[name] = value;
    legalBasis.push(Object.freeze({ ...ground }));
  }
  Object.freeze(policies);
  Object.freeze(legalBasis);
  const grounds = Object.freeze({ policies, legalBasis });
  known.set(key, grounds);
  return grounds;
}
