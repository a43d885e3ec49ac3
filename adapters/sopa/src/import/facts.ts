import type { SopaKind, SopaPerson, SopaRecords, SopaSurvey } from '@saite/contracts/sopa';

/** What of a person says who it is: kept sealed, never seen by a rule that looks across objects. */
type PersonSecret = 'personCode' | 'givenName' | 'familyName' | 'address';
type SurveySecret = 'findings';

/** What the store keeps of each kind in clear: dates, kinds, amounts, ids. */
export interface SopaFacts extends Omit<SopaRecords, 'person' | 'survey'> {
  readonly person: Omit<SopaPerson, PersonSecret>;
  readonly survey: Omit<SopaSurvey, SurveySecret>;
}
export type FactsOf<Kind extends SopaKind> = SopaFacts[Kind];
export type PersonSecrets = Pick<SopaPerson, PersonSecret>;
export type SurveySecrets = Pick<SopaSurvey, SurveySecret>;
