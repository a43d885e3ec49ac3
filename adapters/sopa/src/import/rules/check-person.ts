import type { SopaId, SopaKind } from '@saite/contracts/sopa';
import type { FactsOf } from '../facts.ts';
import type { CardObject, FileContext, PersonCard } from './cards.ts';
import { judge } from './judge.ts';
import { BENEFIT_RULES, KnownBenefits } from './person/benefits.ts';
import { CLAIM_RULES, KnownClaims } from './person/claims.ts';
import { DECLARATION_RULES, KnownDeclarations } from './person/declarations.ts';
import { KnownServices } from './person/known-services.ts';
import { Life } from './person/life.ts';
import { SERVICE_RULES } from './person/services.ts';
import { KnownStatuses, STATUS_RULES } from './person/statuses.ts';
import { KnownStays, STAY_RULES } from './person/stays.ts';
import { KnownSurveys, SURVEY_RULES } from './person/surveys.ts';
import type { Broken } from './rule-table.ts';

const byId = <Kind extends SopaKind>(
  objects: readonly CardObject<Kind>[],
): ReadonlyMap<SopaId, FactsOf<Kind>> => new Map(objects.map(({ id, facts }) => [id, facts]));

/**
 * Judges a person's objects of the file beside each other, those stored, other municipalities' services and stays in
 * state care. What others rest on comes first; an object that breaks a rule is not there for those after it.
 * A reference to what is not in the card breaks no rule here: whether it may be is found in the store.
 *
 * For n objects it takes time in the order of n log n, whatever they say: every question to those before is answered
 * by an index, or by days of the project's two years.
 */
export function checkPerson(card: PersonCard, file: FileContext): readonly Broken[] {
  const { objects, stateCare } = card;
  const life = new Life(card.person);
  const broken: Broken[] = [];
  const declarations = judge(
    objects.declaration,
    DECLARATION_RULES,
    () => new KnownDeclarations(life),
    broken,
  );
  const statuses = judge(
    objects.status,
    STATUS_RULES,
    () => new KnownStatuses(life, byId(declarations)),
    broken,
  );
  judge(objects.survey, SURVEY_RULES, () => new KnownSurveys(life, objects.survey), broken);
  judge(objects.benefit, BENEFIT_RULES, () => new KnownBenefits(life, byId(statuses)), broken);
  const services = judge(objects.service, SERVICE_RULES, () => new KnownServices(card, life, file), broken);
  judge(objects['group-home-stay'], STAY_RULES, () => new KnownStays(life, services), broken);
  judge(objects.claim, CLAIM_RULES, () => new KnownClaims(life, byId(services), stateCare), broken);
  return broken;
}
