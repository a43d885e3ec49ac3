import {
  type Access,
  type Atvk,
  type CallerClaims,
  type CourtId,
  type InstitutionId,
  type OperationId,
  type PersonCode,
  Recipient,
  type Role,
  type System,
  type SystemGrants,
} from '@saite/contracts';
import { MINISTRY } from '../cases/ministry.ts';

/** Who calls, as a verified token or a verified certificate says. */
export interface Caller extends CallerClaims {
  /** Operations and fields; people and the sandbox's tokens have those of their roles. */
  readonly grants: SystemGrants;
  /** Name of the organisation, if it is known by more than its roles' ids. */
  readonly organisation?: string | undefined;
  /** Purpose and agreement of a system's calls. */
  readonly purpose?: string | undefined;
  readonly agreement?: string | undefined;
}

/** A system as a caller: what it may do stands with it, not in its token. */
export const callerOfSystem = ({ system, ground, operations, ...known }: System): Caller => ({
  sub: system,
  organisation: known.organisation,
  purpose: known.purpose,
  agreement: ground,
  roles: known.roles,
  institutionIds: known.institutionIds,
  courtId: known.courtId,
  municipality: known.municipality,
  grants: operations,
});

/** On whose behalf a caller acts, as it is shown to whom it looked at. */
export function organisationOf(caller: Caller): string {
  if (caller.organisation !== undefined) return caller.organisation;
  const ids = [...caller.institutionIds, caller.courtId, caller.municipality].filter(
    (id) => id !== undefined,
  );
  return ids.length > 0 ? ids.join(', ') : caller.roles.join(', ');
}

/** How far a caller may see through one operation: everybody, or what its claims reach. */
export interface Reach {
  /** Roles that let the caller in. */
  readonly roles: ReadonlySet<Role>;
  readonly all: boolean;
  readonly institutionIds: ReadonlySet<InstitutionId>;
  readonly courtId: CourtId | null;
  readonly municipality: Atvk | null;
  /** Whose own data the caller may see as a person. */
  readonly personCode: PersonCode | null;
}

/** A role may make the call only with a purpose, and none was said. */
export const PURPOSE_NEEDED = 'purpose-needed';

/**
 * What the roles of a caller add up to for an operation. A claim counts only for the role that it belongs to; a system
 * needs the operation among its grants besides.
 *
 * @param purpose why a person is looked up, if the caller said so
 * @returns `undefined` if no role may make the call
 */
export function reachOf(
  caller: Caller,
  operation: OperationId,
  access: Access,
  purpose: string | undefined,
): Reach | typeof PURPOSE_NEEDED | undefined {
  if (caller.grants !== 'of-roles' && !Object.hasOwn(caller.grants, operation)) return undefined;
  const granted = caller.roles.filter((role) => access[role] !== undefined);
  if (granted.length === 0) return undefined;
  const usable = granted.filter((role) => access[role] !== 'with-purpose' || purpose !== undefined);
  if (usable.length === 0) return PURPOSE_NEEDED;
  const owns = (role: Role) => usable.includes(role) && access[role] === 'own';
  return {
    roles: new Set(usable),
    all: usable.some((role) => access[role] !== 'own'),
    institutionIds: new Set(owns('accountant') || owns('care-institution') ? caller.institutionIds : []),
    courtId: owns('orphan-court') ? (caller.courtId ?? null) : null,
    municipality: owns('social-service') ? (caller.municipality ?? null) : null,
    personCode: owns('person') ? (caller.personCode ?? null) : null,
  };
}

/** Who has to do with a child, as far as callers are let see it by that. */
export interface Keeping {
  readonly court: string | null;
  readonly municipality: string | null;
  readonly institutions: readonly string[];
}

/** Whether a child is the caller's own: under its court, declared in its municipality, with a day in its institution. */
export const reaches = (reach: Reach, { court, municipality, institutions }: Keeping): boolean =>
  reach.all ||
  (reach.courtId !== null && reach.courtId === court) ||
  (reach.municipality !== null && reach.municipality === municipality) ||
  institutions.some((id) => [...reach.institutionIds].some((own) => own === id));

/** Those on whose behalf the caller acts. */
export function onBehalfOf(reach: Reach): Recipient[] {
  const parties = [
    ...(reach.courtId === null ? [] : [{ role: 'orphan-court', id: reach.courtId }]),
    ...(reach.municipality === null ? [] : [{ role: 'social-service', id: reach.municipality }]),
    ...[...reach.institutionIds].map((id) => ({ role: 'care-institution', id })),
    ...(reach.roles.has('ministry') ? [{ role: 'ministry', id: MINISTRY }] : []),
  ];
  return parties.map((party) => Recipient.parse(party));
}
