import type { ObjectRuleCode } from '@saite/contracts/sopa';
import { CLAIM_MISTAKES } from './claims.ts';
import { HOME_MISTAKES, STAY_MISTAKES } from './homes.ts';
import { DECLARATION_MISTAKES, STATUS_MISTAKES } from './households.ts';
import type { Mistake } from './mistake.ts';
import { PERSON_MISTAKES } from './persons.ts';
import { FINANCIAL_MISTAKES, STATISTICAL_MISTAKES } from './reports.ts';
import { SERVICE_MISTAKES } from './services.ts';
import { STATE_CARE_MISTAKES } from './state-care.ts';
import { STORED_MISTAKES } from './stored.ts';
import { BENEFIT_MISTAKES, SURVEY_MISTAKES } from './surveys-and-benefits.ts';

/** How each level-2 rule comes to be broken. */
export const MISTAKES: { readonly [Code in ObjectRuleCode]: Mistake } = {
  ...STORED_MISTAKES,
  ...PERSON_MISTAKES,
  ...STATUS_MISTAKES,
  ...SURVEY_MISTAKES,
  ...BENEFIT_MISTAKES,
  ...SERVICE_MISTAKES,
  ...DECLARATION_MISTAKES,
  ...HOME_MISTAKES,
  ...STAY_MISTAKES,
  ...CLAIM_MISTAKES,
  ...FINANCIAL_MISTAKES,
  ...STATISTICAL_MISTAKES,
  ...STATE_CARE_MISTAKES,
};

/** Mistakes about what an earlier file brought: they cannot be made in the first file. */
export const NEEDS_EARLIER_FILE: ReadonlySet<ObjectRuleCode> = new Set([
  'DELETION_OF_REFERRED',
  'HOME_CLOSED_WITH_STAYS',
  'HOME_PLACES_TOO_FEW',
]);
