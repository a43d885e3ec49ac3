import type { ObjectRuleCode, RuleCodesOf, SopaKind, SopaRecords } from '@saite/contracts/sopa';
import type { FileContext } from './cards.ts';
import { BENEFIT_CHECKS } from './objects/benefit.ts';
import { CLAIM_CHECKS } from './objects/claim.ts';
import { DECLARATION_CHECKS } from './objects/declaration.ts';
import { FINANCIAL_REPORT_CHECKS } from './objects/financial-report.ts';
import { GROUP_HOME_CHECKS } from './objects/group-home.ts';
import { STAY_CHECKS } from './objects/group-home-stay.ts';
import { PERSON_CHECKS } from './objects/person.ts';
import { SERVICE_CHECKS } from './objects/service.ts';
import { STATISTICAL_REPORT_CHECKS } from './objects/statistical-report.ts';
import { STATUS_CHECKS } from './objects/status.ts';
import { SURVEY_CHECKS } from './objects/survey.ts';
import { brokenBy, type Rule, type RuleTable, rulesOf } from './rule-table.ts';

const RULES: { readonly [Kind in SopaKind]: readonly Rule<SopaRecords[Kind], FileContext>[] } = {
  person: rulesOf(PERSON_CHECKS),
  status: rulesOf(STATUS_CHECKS),
  survey: rulesOf(SURVEY_CHECKS),
  benefit: rulesOf(BENEFIT_CHECKS),
  service: rulesOf(SERVICE_CHECKS),
  declaration: rulesOf(DECLARATION_CHECKS),
  'group-home': rulesOf(GROUP_HOME_CHECKS),
  'group-home-stay': rulesOf(STAY_CHECKS),
  claim: rulesOf(CLAIM_CHECKS),
  'financial-report': rulesOf(FINANCIAL_REPORT_CHECKS),
  'statistical-report': rulesOf(STATISTICAL_REPORT_CHECKS),
};

/** Codes of the rules that an object breaks by itself or beside the period of its file. */
export const checkObject = <Kind extends SopaKind>(
  kind: Kind,
  record: SopaRecords[Kind],
  file: FileContext,
): readonly ObjectRuleCode[] => brokenBy(RULES[kind], record, file);

const DELETION_CHECKS: RuleTable<
  RuleCodesOf<'any', 'value' | 'object' | 'file-date'>,
  string,
  FileContext
> = {
  DELETED_IN_FUTURE: (deletedOn, { periodTo }) => deletedOn > periodTo,
};
const DELETION_RULES = rulesOf(DELETION_CHECKS);

/**
 * Codes of the rules that a deletion breaks by itself.
 *
 * @param deletedOn day of the deletion, `YYYY-MM-DD`
 */
export const checkDeletion = (deletedOn: string, file: FileContext): readonly ObjectRuleCode[] =>
  brokenBy(DELETION_RULES, deletedOn, file);
