import {
  OBJECT_RULES,
  type ObjectRuleCode,
  type RuleCodesOf,
  type SopaKind,
  type SopaRecords,
} from '@saite/contracts/sopa';
import type { CardObject, FileContext } from './cards.ts';

/** Whether a subject breaks a rule, by what the rule looks at beside it. */
export type IsBroken<Subject, Beside> = (subject: Subject, beside: Beside) => boolean;

/** A check for each of the rules; a rule of the catalogue without one does not compile. */
export type RuleTable<Code extends ObjectRuleCode, Subject, Beside> = {
  readonly [Each in Code]: IsBroken<Subject, Beside>;
};

/** Checks of what an object says by itself and beside the period of its file. */
export type ObjectChecks<Kind extends SopaKind> = RuleTable<
  RuleCodesOf<Kind, 'value' | 'object' | 'file-date'>,
  SopaRecords[Kind],
  FileContext
>;

/** A rule with its check. */
export interface Rule<Subject, Beside> {
  readonly code: ObjectRuleCode;
  readonly isBroken: IsBroken<Subject, Beside>;
}

/** An object of the file that breaks rules. */
export interface Broken {
  readonly object: CardObject<SopaKind>;
  readonly codes: readonly ObjectRuleCode[];
}

const isRuleCode = (text: string): text is ObjectRuleCode => Object.hasOwn(OBJECT_RULES, text);

/** The rules of a table as a list, made once. */
export function rulesOf<Subject, Beside>(
  table: Readonly<Record<string, IsBroken<Subject, Beside>>>,
): readonly Rule<Subject, Beside>[] {
  return Object.entries(table).flatMap(([code, isBroken]) => (isRuleCode(code) ? [{ code, isBroken }] : []));
}

const NONE: readonly ObjectRuleCode[] = [];

/** Codes of the rules that a subject breaks; nothing is allocated for one that breaks none. */
export function brokenBy<Subject, Beside>(
  rules: readonly Rule<Subject, Beside>[],
  subject: Subject,
  beside: Beside,
): readonly ObjectRuleCode[] {
  let codes: ObjectRuleCode[] | undefined;
  for (const { code, isBroken } of rules)
    if (isBroken(subject, beside)) {
      codes ??= [];
      codes.push(code);
    }
  return codes ?? NONE;
}
