import type { SopaId, SopaKind, SopaRecords } from '@saite/contracts/sopa';
import { SOPA_KINDS } from '@saite/contracts/sopa';
import type { CardObject, HomeCard, PersonCard, PersonKind } from '../cards.ts';
import type { Broken } from '../rule-table.ts';
import { recordOf } from './records.ts';
import { id } from './values.ts';

type Changes<Kind extends SopaKind> = Partial<SopaRecords[Kind]>;

/** Objects of a kind, by what differs from a right one: stored ones, and those of the file in its order. */
export interface Told<Kind extends SopaKind> {
  readonly stored?: readonly Changes<Kind>[];
  readonly file?: readonly Changes<Kind>[];
}

/** What is known of a person. */
export type Given = { readonly [Kind in Exclude<PersonKind, 'person'>]?: Told<Kind> } & {
  /** `null` if the person is not known. */
  readonly person?: Changes<'person'> | null;
  readonly elsewhere?: PersonCard['elsewhere'];
  readonly stateCare?: PersonCard['stateCare'];
};

export const objectOf = <Kind extends SopaKind>(
  kind: Kind,
  changes: Changes<Kind>,
  place: number | null,
): CardObject<Kind> => {
  const facts = recordOf(kind, changes);
  return { kind, id: SOPA_KINDS[kind].idOf(facts), facts, place };
};

export const objectsOf = <Kind extends SopaKind>(kind: Kind, told: Told<Kind> = {}): CardObject<Kind>[] => [
  ...(told.stored ?? []).map((changes) => objectOf(kind, changes, null)),
  ...(told.file ?? []).map((changes, at) => objectOf(kind, changes, at + 1)),
];

export function cardOf(given: Given): PersonCard {
  return {
    person: given.person === null ? null : objectOf('person', given.person ?? {}, null),
    objects: {
      status: objectsOf('status', given.status),
      survey: objectsOf('survey', given.survey),
      benefit: objectsOf('benefit', given.benefit),
      service: objectsOf('service', given.service),
      declaration: objectsOf('declaration', given.declaration),
      'group-home-stay': objectsOf('group-home-stay', given['group-home-stay']),
      claim: objectsOf('claim', given.claim),
    },
    elsewhere: given.elsewhere ?? [],
    stateCare: given.stateCare ?? [],
  };
}

/** A home with the stays in it. */
export const homeCardOf = (
  home: { readonly changes?: Changes<'group-home'>; readonly place?: number } | null,
  stays: Told<'group-home-stay'>,
): HomeCard => ({
  home: home && objectOf('group-home', home.changes ?? {}, home.place ?? null),
  stays: objectsOf('group-home-stay', stays),
});

/** What was found to be wrong: kind and place of each object, with its codes in the order of the alphabet. */
export const outcome = (broken: readonly Broken[]): readonly string[] =>
  broken.map(({ object, codes }) => `${object.kind} ${object.place}: ${codes.toSorted().join(' ')}`);

/** The person whom a child is represented by in examples. */
export const CHILD: SopaId = id('P-3');
