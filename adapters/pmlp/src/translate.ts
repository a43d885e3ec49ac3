import { type EventOf, RecordId } from '@saite/contracts';
import { eventHead, type KeyRing, personRef, sealPerson } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { PersonRecord } from './protocol.ts';

/**
 * A person of PMLP as an event. The record's id at PMLP is the personal code, so the event carries the reference of
 * the present code in its place; codes, names and address travel sealed.
 *
 * @param now when the event is made
 */
export function personUpdated(
  ring: KeyRing,
  record: PersonRecord,
  now: Date,
): EventOf<'pmlp.person.updated.v1'> {
  const subject = personRef(ring, record.person_code);
  const recordId = RecordId.parse(subject);
  const { declared_residence: residence, declared_residences: residences } = record;
  return {
    ...eventHead(
      ring,
      '/registers/pmlp',
      'pmlp.person',
      { subject, recordId, recordVersion: record.version },
      toInstant(now),
    ),
    type: 'pmlp.person.updated.v1',
    data: {
      recordId,
      recordVersion: record.version,
      withdrawn: false,
      bornOn: record.birth_date,
      ...(record.death_date === undefined ? {} : { diedOn: record.death_date }),
      formerRefs: record.former_codes.map((code) => personRef(ring, code)),
      ...(residence ? { residence: placeOf(residence) } : {}),
      // They have no last day: without one in force the list would say that the last one still is.
      ...(residence && residences ? { residences: residences.map(placeOf) } : {}),
      parentRefs: record.parents.map((code) => personRef(ring, code)),
      identity: sealPerson(ring, subject, {
        personCode: record.person_code,
        givenName: record.given_name,
        familyName: record.family_name,
        formerCodes: record.former_codes,
        ...(residence ? { addressCode: residence.address_code } : {}),
        parentCodes: record.parents,
      }),
    },
  };
}

/** Where and since when: the address itself travels sealed. */
const placeOf = ({ atvk, since }: NonNullable<PersonRecord['declared_residence']>) => ({ atvk, since });
