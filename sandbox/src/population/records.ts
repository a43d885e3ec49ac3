import type { PlacementBody, PlacementWithdrawal } from '@saite/contracts';
import type { z } from 'zod';

/** A version of a person's record as PMLP's control call takes it. */
export interface PmlpPerson {
  readonly personCode: string;
  readonly recordVersion: number;
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string;
  readonly diedOn?: string;
  readonly residence?: { readonly addressCode: string; readonly atvk: string; readonly since: string };
  readonly parents?: readonly string[];
  readonly formerCodes?: readonly string[];
}

/** A version of a payment as the control call of SAIS takes it. */
export interface SaisPayment {
  readonly paymentId: string;
  readonly recordVersion: number;
  readonly personCode: string;
  readonly kind: string;
  readonly periodFrom: string;
  readonly periodTo: string;
  readonly granted: string;
  readonly paid: string;
  readonly currency?: string;
  readonly withdrawn?: true;
}

/** A version of a placement as SPOLIS sends it. */
export type SpolisPlacement = z.input<typeof PlacementBody>;
/** A withdrawal of a placement as SPOLIS sends it. */
export type SpolisWithdrawal = z.input<typeof PlacementWithdrawal>;

/** Everything that the registers know of one made person; the order of a list is the order of happening. */
export interface MadePerson {
  readonly persons: readonly PmlpPerson[];
  readonly payments: readonly SaisPayment[];
  readonly placements: readonly SpolisPlacement[];
  /** Come after the placements. */
  readonly withdrawals: readonly SpolisWithdrawal[];
}
