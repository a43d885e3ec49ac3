import type { SopaId, SopaKind } from '@saite/contracts/sopa';
import type { TypedFacts } from '../facts.ts';
import type { CardObject } from '../rules/cards.ts';

/** An object, and where it stands in the file: `null` if it is stored and not in the file. */
export interface Placed {
  readonly object: TypedFacts;
  readonly id: SopaId;
  readonly place: number | null;
}

/** Objects by their kinds. */
export type ByKind = { readonly [Kind in SopaKind]: readonly CardObject<Kind>[] };

/** Sorts objects by their kinds. */
export function byKind(objects: readonly Placed[]): ByKind {
  const lists: { readonly [Kind in SopaKind]: CardObject<Kind>[] } = {
    person: [],
    status: [],
    survey: [],
    benefit: [],
    service: [],
    declaration: [],
    'group-home': [],
    'group-home-stay': [],
    claim: [],
    'financial-report': [],
    'statistical-report': [],
  };
  for (const { object, id, place } of objects) {
    switch (object.kind) {
      case 'person':
        lists.person.push({ ...object, id, place });
        break;
      case 'status':
        lists.status.push({ ...object, id, place });
        break;
      case 'survey':
        lists.survey.push({ ...object, id, place });
        break;
      case 'benefit':
        lists.benefit.push({ ...object, id, place });
        break;
      case 'service':
        lists.service.push({ ...object, id, place });
        break;
      case 'declaration':
        lists.declaration.push({ ...object, id, place });
        break;
      case 'group-home':
        lists['group-home'].push({ ...object, id, place });
        break;
      case 'group-home-stay':
        lists['group-home-stay'].push({ ...object, id, place });
        break;
      case 'claim':
        lists.claim.push({ ...object, id, place });
        break;
      case 'financial-report':
        lists['financial-report'].push({ ...object, id, place });
        break;
      case 'statistical-report':
        lists['statistical-report'].push({ ...object, id, place });
        break;
      default:
        object satisfies never;
    }
  }
  return lists;
}
