import { z } from 'zod';

/** Kinds of an orphan's court decision (*bāriņtiesas lēmums*), with their Latvian names. */
export const CUSTODY_DECISION_KINDS = {
  'custody-suspended': 'aizgādības tiesību pārtraukšana',
  'custody-restored': 'pārtraukto aizgādības tiesību atjaunošana',
  'removal-claimed': 'prasība tiesā par aizgādības tiesību atņemšanu',
  'custody-removed': 'aizgādības tiesību atņemšana',
  'placed-in-institution': 'ievietošana bērnu aprūpes iestādē',
  'placed-in-foster-family': 'ievietošana audžuģimenē',
  'placed-in-guardianship': 'aizbildnības nodibināšana',
  'care-ended': 'ārpusģimenes aprūpes izbeigšana',
} as const;
export const CustodyDecisionKind = z
  .enum(Object.keys(CUSTODY_DECISION_KINDS) as [keyof typeof CUSTODY_DECISION_KINDS])
  .describe("Kind of the orphan's court decision");
export type CustodyDecisionKind = z.infer<typeof CustodyDecisionKind>;

/** Who gave notice of a child taken from the family. */
export const CrisisReporter = z
  .enum(['police', 'inspection', 'court'], { error: 'expected police, inspection or court' })
  .describe('Who gave notice of the crisis');
export type CrisisReporter = z.infer<typeof CrisisReporter>;

/** Who had contact with a child in care; `shared-household`: others who long lived in one household with the child. */
export const ContactRelation = z
  .enum(['parent', 'sibling', 'grandparent', 'shared-household'], {
    error: 'expected parent, sibling, grandparent or shared-household',
  })
  .describe('Who had contact with the child');
export const ContactKind = z
  .enum(['visit', 'home-visit', 'call', 'video-call', 'letter', 'other'], {
    error: 'expected visit, home-visit, call, video-call, letter or other',
  })
  .describe('Kind of the contact');

/** Alerts about a child in out-of-family care, with their Latvian names. */
export const CARE_ALERT_KINDS = {
  'report-due-soon': 'drīz jāsniedz ziņojums',
  'report-overdue': 'ziņojums nokavēts',
  'report-escalated': 'ziņojums nokavēts par mēnesi',
  'stay-6-months': 'bērns iestādē sešus mēnešus',
  'stay-12-months': 'bērns iestādē gadu',
  'no-custody-decision': 'nav spēkā esoša bāriņtiesas lēmuma',
  'custody-suspended-1-year': 'aizgādības tiesības pārtrauktas gadu',
  'crisis-reported': 'bērns šķirts no ģimenes',
} as const;
export const CareAlertKind = z
  .enum(Object.keys(CARE_ALERT_KINDS) as [keyof typeof CARE_ALERT_KINDS], {
    error: `expected one of ${Object.keys(CARE_ALERT_KINDS).join(', ')}`,
  })
  .describe('Kind of the alert');
export type CareAlertKind = z.infer<typeof CareAlertKind>;

/** To whom alerts, reports, decisions and surveys go. */
export const RecipientRole = z
  .enum(['care-institution', 'orphan-court', 'social-service', 'ministry', 'children-inspection'])
  .describe('Role of the recipient');
export type RecipientRole = z.infer<typeof RecipientRole>;

/** Registers that take deliveries of Saite: NPAIS for orphan's courts, SOPA for social services, the inspection's own. */
export const DELIVERY_REGISTERS = ['npais', 'sopa', 'inspection'] as const;
export const DeliveryRegister = z.enum(DELIVERY_REGISTERS).describe('Register that takes the delivery');
export type DeliveryRegister = z.infer<typeof DeliveryRegister>;
