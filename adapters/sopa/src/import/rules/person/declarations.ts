import { type CalendarDate, dayNumber } from '@saite/contracts';
import type { RuleCodesOf } from '@saite/contracts/sopa';
import type { FactsOf } from '../../facts.ts';
import type { Known } from '../judge.ts';
import { type RuleTable, rulesOf } from '../rule-table.ts';
import { GROWN_UP, type Life } from './life.ts';

/** A person's declarations by their days. */
export class KnownDeclarations implements Known<FactsOf<'declaration'>> {
  readonly life: Life;
  readonly days = new Set<CalendarDate>();

  constructor(life: Life) {
    this.life = life;
  }

  take({ declaredOn }: FactsOf<'declaration'>): void {
    this.days.add(declaredOn);
  }
}

const CHECKS: RuleTable<
  RuleCodesOf<'declaration', 'person' | 'everywhere'>,
  FactsOf<'declaration'>,
  KnownDeclarations
> = {
  DECLARATION_TWICE: ({ declaredOn }, { days }) => days.has(declaredOn),
  DECLARATION_OF_UNDERAGE: ({ declaredOn }, { life }) => life.isYounger(GROWN_UP, dayNumber(declaredOn)),
  DECLARATION_AFTER_DEATH: ({ declaredOn }, { life }) => life.isOverBefore(declaredOn),
};
export const DECLARATION_RULES = rulesOf(CHECKS);
