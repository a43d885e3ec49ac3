import { dayNumber } from '@saite/contracts';
import type { RuleCodesOf } from '@saite/contracts/sopa';
import type { FactsOf } from '../../facts.ts';
import type { CardObject } from '../cards.ts';
import { EarliestDay } from '../days/earliest-day.ts';
import type { Known } from '../judge.ts';
import { type RuleTable, rulesOf } from '../rule-table.ts';
import type { Life } from './life.ts';

type Survey = FactsOf<'survey'>;

const keyOf = ({ reason, surveyedOn }: Survey): string => `${surveyedOn} ${reason}`;

/** A person's surveys by day and reason, and the earliest of those that are stored or in the file. */
export class KnownSurveys implements Known<Survey> {
  readonly life: Life;
  readonly #keys = new Set<string>();
  readonly #days: EarliestDay;

  constructor(life: Life, all: readonly CardObject<'survey'>[]) {
    this.life = life;
    this.#days = new EarliestDay(all.map(({ facts }) => dayNumber(facts.surveyedOn)));
  }

  take(survey: Survey): void {
    this.#keys.add(keyOf(survey));
  }

  drop({ surveyedOn }: Survey): void {
    this.#days.drop(dayNumber(surveyedOn));
  }

  has(survey: Survey): boolean {
    return this.#keys.has(keyOf(survey));
  }

  isFirst({ surveyedOn }: Survey): boolean {
    return this.#days.first >= dayNumber(surveyedOn);
  }
}

const CHECKS: RuleTable<RuleCodesOf<'survey', 'person' | 'everywhere'>, Survey, KnownSurveys> = {
  SURVEY_TWICE: (survey, known) => known.has(survey),
  SURVEY_FOLLOW_UP_WITHOUT_FIRST: (survey, known) => survey.reason === 'follow-up' && known.isFirst(survey),
  SURVEY_AFTER_DEATH: ({ surveyedOn }, { life }) => life.isOverBefore(surveyedOn),
};
export const SURVEY_RULES = rulesOf(CHECKS);
