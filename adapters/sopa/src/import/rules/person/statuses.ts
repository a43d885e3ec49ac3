import { dayNumber, monthNumber, monthOf } from '@saite/contracts';
import type { RuleCodesOf, SopaId } from '@saite/contracts/sopa';
import type { FactsOf } from '../../facts.ts';
import { Periods } from '../days/periods.ts';
import type { Known } from '../judge.ts';
import { type RuleTable, rulesOf } from '../rule-table.ts';
import type { Life } from './life.ts';

/** Months after which an income declaration is too old to rest a status on. */
const DECLARATION_HOLDS = 3;

type Status = FactsOf<'status'>;

/** A person's statuses, and the declarations on which they rest. */
export class KnownStatuses implements Known<Status> {
  readonly life: Life;
  readonly declarations: ReadonlyMap<SopaId, FactsOf<'declaration'>>;
  readonly #periods = new Periods();

  constructor(life: Life, declarations: ReadonlyMap<SopaId, FactsOf<'declaration'>>) {
    this.life = life;
    this.declarations = declarations;
  }

  take({ validFrom, validTo }: Status): void {
    this.#periods.add(dayNumber(validFrom), dayNumber(validTo));
  }

  hasOtherWith({ validFrom, validTo }: Status): boolean {
    return this.#periods.overlapping(dayNumber(validFrom), dayNumber(validTo)) > 0;
  }
}

const CHECKS: RuleTable<RuleCodesOf<'status', 'person' | 'everywhere'>, Status, KnownStatuses> = {
  STATUS_OVERLAPS: (status, known) => known.hasOtherWith(status),
  STATUS_BEFORE_DECLARATION: ({ declarationId, decidedOn }, { declarations }) => {
    const declaration = declarations.get(declarationId);
    return declaration !== undefined && decidedOn < declaration.declaredOn;
  },
  STATUS_INCOME_DIFFERS: ({ declarationId, incomePerMember }, { declarations }) => {
    const declaration = declarations.get(declarationId);
    return declaration !== undefined && incomePerMember !== declaration.incomePerMember;
  },
  STATUS_HOUSEHOLD_DIFFERS: ({ declarationId, householdSize }, { declarations }) => {
    const declaration = declarations.get(declarationId);
    return declaration !== undefined && householdSize !== declaration.householdSize;
  },
  STATUS_DECLARATION_TOO_OLD: ({ declarationId, decidedOn }, { declarations }) => {
    const declaration = declarations.get(declarationId);
    if (!declaration) return false;
    return monthNumber(monthOf(decidedOn)) - monthNumber(declaration.periodTo) > DECLARATION_HOLDS;
  },
  STATUS_AFTER_DEATH: ({ validFrom }, { life }) => life.isOverBefore(validFrom),
};
export const STATUS_RULES = rulesOf(CHECKS);
