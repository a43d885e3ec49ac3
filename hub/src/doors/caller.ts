import type { Access, CallerClaims, InstitutionId } from '@saite/contracts';

/** Who calls, as a verified token says. */
export type Caller = CallerClaims;

/** How far a caller may see through one operation: everybody, or what its claims reach. */
export interface Reach {
  readonly all: boolean;
  readonly institutionIds: ReadonlySet<InstitutionId>;
}

/**
 * What the roles of a caller add up to for an operation.
 *
 * @returns `undefined` if no role may make the call
 */
export function reachOf(caller: Caller, access: Access): Reach | undefined {
  const granted = caller.roles.flatMap((role) => access[role] ?? []);
  if (granted.length === 0) return undefined;
  return { all: granted.includes('all'), institutionIds: new Set(caller.institutionIds) };
}
