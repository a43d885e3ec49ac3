import { SOPA_KIND_LIST, SopaId, type SopaKind } from '@saite/contracts/sopa';
import type { TypedFacts } from '../facts.ts';
import type { CopiedRow } from './read-groups.ts';

/** Columns in which rows of objects are read, behind the key of their group. */
export const OBJECT_COLUMNS = 'kind, id, import, place, outcome, facts';

/** An object as a row holds it. */
export interface ReadObject {
  readonly object: TypedFacts;
  readonly id: SopaId;
  readonly import: number;
  readonly place: number;
  readonly outcome: number | null;
}

export const kindOfNumber = (number: number): SopaKind => {
  const kind = SOPA_KIND_LIST[number];
  if (!kind) throw new RangeError('a kind that no step of the store knows');
  return kind;
};

/** Facts as they were stored; they were read by the model before. */
export function typedFacts(kind: SopaKind, json: string): TypedFacts {
  return { kind, facts: JSON.parse(json) };
}

/** Reads a row of {@link OBJECT_COLUMNS}, behind the key of its group. */
export function readObjectRow([, kind, id, number, place, outcome, facts]: CopiedRow): ReadObject {
  return {
    object: typedFacts(kindOfNumber(Number(kind)), facts ?? '{}'),
    id: SopaId.parse(id),
    import: Number(number),
    place: Number(place),
    outcome: outcome === null ? null : Number(outcome),
  };
}
