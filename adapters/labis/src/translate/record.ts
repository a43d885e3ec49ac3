import type { PersonRef } from '@saite/contracts';
import type { KeyVersion, PseudonymKeys } from '../keys/file.ts';
import { type KeyedId, pseudonymOf } from '../keys/pseudonym.ts';
import type { StatisticalRecord } from '../protocol.ts';
import type { Content, Kind } from './content.ts';

/** A record that is to be told. */
export interface RecordToTell {
  readonly kind: Kind;
  readonly personRef: PersonRef;
  readonly keyedId: KeyedId;
  readonly version: number;
  readonly content: Content | null;
}

/** The references that pseudonyms of a record are made of. */
export const refsOf = ({ personRef, content }: RecordToTell): PersonRef[] =>
  content?.kind === 'person' ? [personRef, ...content.data.formerRefs] : [personRef];

/**
 * The record as LabIS gets it, under one version of the key.
 *
 * @param firstOf the first reference of a code, which its pseudonym is made of: a new index key makes no new pseudonym
 */
export function statisticalRecord(
  keys: PseudonymKeys,
  keyVersion: KeyVersion,
  { kind, personRef, keyedId, version, content }: RecordToTell,
  firstOf: (ref: PersonRef) => PersonRef,
): StatisticalRecord {
  const head = { id: keyedId, version, pseudonym: pseudonymOf(keys, keyVersion, firstOf(personRef)) };
  if (content === null) return { ...head, kind, withdrawn: true, data: null };
  switch (content.kind) {
    case 'disability':
      return { ...head, kind: 'disability', withdrawn: false, data: content.data };
    case 'placement':
      return { ...head, kind: 'placement', withdrawn: false, data: content.data };
    case 'service':
      return { ...head, kind: 'service', withdrawn: false, data: content.data };
    case 'person': {
      const { formerRefs, ...data } = content.data;
      const formerPseudonyms = formerRefs
        .map((ref) => pseudonymOf(keys, keyVersion, firstOf(ref)))
        .sort((one, other) => (one.value < other.value ? -1 : 1)); // their own order would tell which came first
      return { ...head, kind: 'person', withdrawn: false, data: { ...data, formerPseudonyms } };
    }
    default:
      return content satisfies never;
  }
}
