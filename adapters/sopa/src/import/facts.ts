import type { SopaId, SopaKind, SopaPerson, SopaRecords, SopaSurvey } from '@saite/contracts/sopa';

/** What of a person says who it is: the code is kept sealed, names and address are not kept. */
type PersonSecret = 'personCode' | 'givenName' | 'familyName' | 'address';
type SurveySecret = 'findings';

/** What the store keeps of each kind in clear: dates, kinds, amounts, ids. */
export interface SopaFacts extends Omit<SopaRecords, 'person' | 'survey'> {
  readonly person: Omit<SopaPerson, PersonSecret>;
  readonly survey: Omit<SopaSurvey, SurveySecret>;
}
export type FactsOf<Kind extends SopaKind> = SopaFacts[Kind];

/** An object with its kind. */
export type TypedObject = {
  [Kind in SopaKind]: { readonly kind: Kind; readonly record: SopaRecords[Kind] };
}[SopaKind];
/** What is stored of an object in clear, with its kind. */
export type TypedFacts = {
  [Kind in SopaKind]: { readonly kind: Kind; readonly facts: FactsOf<Kind> };
}[SopaKind];

/** An object that another one refers to. */
export interface Reference {
  readonly kind: SopaKind;
  readonly id: SopaId;
}

/** The person whom an object is about; `null` for homes and reports. */
export function personIdOf(object: TypedFacts | TypedObject): SopaId | null {
  const facts = 'facts' in object ? object.facts : object.record;
  return 'personId' in facts ? facts.personId : null;
}

/**
 * Objects of the same person that an object refers to, its person apart.
 * They are found among what is known of the person.
 */
export function ownReferences(object: TypedFacts): readonly Reference[] {
  switch (object.kind) {
    case 'status':
      return [{ kind: 'declaration', id: object.facts.declarationId }];
    case 'benefit':
      return object.facts.statusId === null ? [] : [{ kind: 'status', id: object.facts.statusId }];
    case 'claim':
      return [
        { kind: 'service', id: object.facts.stateCareServiceId },
        { kind: 'service', id: object.facts.serviceId },
      ];
    default:
      return [];
  }
}

/** Objects that are not the same person's: other persons and group homes. */
export function otherReferences(object: TypedFacts | TypedObject): readonly Reference[] {
  const person = (id: SopaId): Reference => ({ kind: 'person', id });
  const facts = 'facts' in object ? object.facts : object.record;
  const own = 'personId' in facts ? facts.personId : null;
  if ('representativeId' in facts)
    return facts.representativeId === null || facts.representativeId === own
      ? []
      : [person(facts.representativeId)];
  if ('childId' in facts) return facts.childId === null ? [] : [person(facts.childId)];
  if ('member' in facts)
    return facts.member.flatMap(({ memberId }) => (memberId === own ? [] : [person(memberId)]));
  if ('housing' in facts) return facts.memberId.flatMap((id) => (id === own ? [] : [person(id)]));
  if ('movedInOn' in facts) return [{ kind: 'group-home', id: facts.groupHomeId }];
  return [];
}

/** Objects that are judged together beside those of a person: a home with its stays, reports of one kind. */
export function groupKeyOf(object: TypedFacts | TypedObject): string | null {
  const facts = 'facts' in object ? object.facts : object.record;
  switch (object.kind) {
    case 'group-home':
    case 'group-home-stay':
      return 'groupHomeId' in facts ? `H:${facts.groupHomeId}` : null;
    case 'financial-report':
      return 'line' in facts ? `F:${facts.kind}` : null;
    case 'statistical-report':
      return 'form' in facts ? `T:${facts.form}` : null;
    default:
      return null;
  }
}
