import type {
  Atvk,
  CareAlertKind,
  CourtId,
  DeliveryRegister,
  InstitutionId,
  RecipientRole,
} from '@saite/contracts';
import { MINISTRY } from '../ministry.ts';

/** Who has to do with the child on a day. */
export interface Parties {
  readonly institutionId: InstitutionId | null;
  readonly court: CourtId | null;
  readonly municipality: Atvk | null;
}

/** Id of the children's inspection (*Bērnu aizsardzības centrs*) as a recipient. */
export const INSPECTION = 'bac';

const REPORTS: readonly RecipientRole[] = ['care-institution', 'orphan-court', 'social-service'];

/** To whom each kind of alert goes. */
export const ALERT_RECIPIENTS: Readonly<Record<CareAlertKind, readonly RecipientRole[]>> = {
  'report-due-soon': REPORTS,
  'report-overdue': REPORTS,
  'report-escalated': [...REPORTS, 'ministry'],
  'stay-6-months': ['orphan-court', 'social-service', 'ministry'],
  'stay-12-months': ['orphan-court', 'social-service', 'ministry'],
  'no-custody-decision': ['orphan-court', 'ministry'],
  'custody-suspended-1-year': ['orphan-court', 'ministry'],
  'crisis-reported': ['social-service', 'care-institution', 'orphan-court', 'ministry'],
};

/** The register through which a role is reached; the others read at Saite's own doors and get e-mail. */
export const REGISTER_OF_ROLE: Readonly<Partial<Record<RecipientRole, DeliveryRegister>>> = {
  'orphan-court': 'npais',
  'social-service': 'sopa',
  'children-inspection': 'inspection',
};

/** The id of a role among the parties of a day; `null` if no register has told who that is. */
export function idOf(role: RecipientRole, parties: Parties): string | null {
  switch (role) {
    case 'care-institution':
      return parties.institutionId;
    case 'orphan-court':
      return parties.court;
    case 'social-service':
      return parties.municipality;
    case 'ministry':
      return MINISTRY;
    case 'children-inspection':
      return INSPECTION;
    default:
      return role satisfies never;
  }
}
