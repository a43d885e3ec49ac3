import { contractOf, type EventOf, type EventType, PersonCode } from '@saite/contracts';
import { type KeyRing, personRef, sealCode, sealPerson } from '@saite/identity';

/** A made personal code of the form without a check digit. */
export const madeCode = (number: number): PersonCode =>
  PersonCode.parse(`37${String(number).padStart(9, '0')}`);

type Differing = Readonly<Record<string, unknown>>;

/** Makes the events by which registers tell of made persons. */
export function eventMaker(keys: KeyRing) {
  let made = 0;
  const ref = (code: PersonCode) => personRef(keys, code);
  const event = <Type extends EventType>(type: Type, code: PersonCode, data: Differing): EventOf<Type> => {
    made += 1;
    const content: unknown = {
      specversion: '1.0',
      id: `e.test.${made}`,
      source: '/registers/test',
      type,
      subject: ref(code),
      time: '2026-11-20T10:00:00Z',
      datacontenttype: 'application/json',
      data: { recordVersion: 1, withdrawn: false, identity: sealCode(keys, ref(code), code), ...data },
    };
    return contractOf(type).parse(content);
  };
  return {
    ref,
    event,
    decision: (code: PersonCode, recordId: string, differing: Differing = {}) =>
      event('vdeavk.disability.decided.v1', code, {
        recordId,
        group: 'II',
        validFrom: '2024-02-17',
        validTo: '2027-02-16',
        disorders: ['mental', 'sight'],
        specialCare: false,
        prognosticated: true,
        ...differing,
      }),
    placement: (code: PersonCode, recordId: string, stay: Differing = {}, recordVersion = 1) =>
      event('spolis.placement.recorded.v1', code, {
        recordId,
        recordVersion,
        stay: {
          programme: 'child-out-of-family',
          institutionId: 'BSRC-PIEMERS',
          startedOn: '2024-03-31',
          dailyCost: '41.37',
          ...stay,
        },
      }),
    placementWithdrawn: (code: PersonCode, recordId: string, recordVersion: number) =>
      event('spolis.placement.recorded.v1', code, { recordId, recordVersion, withdrawn: true }),
    service: (code: PersonCode, recordId: string, differing: Differing = {}) =>
      event('sopa.service.recorded.v1', code, {
        recordId,
        municipality: '0001000',
        kind: 'home-care',
        providerId: 'SNIEDZEJS-77',
        startedOn: '2026-01-09',
        endedOn: null,
        recipientRole: 'self',
        hoursPerWeek: 13,
        funding: 'municipality',
        disabilityGroup: 'I',
        monthlyCost: '311.17',
        ...differing,
      }),
    person: (
      code: PersonCode,
      { former = [], ...differing }: Differing & { readonly former?: readonly PersonCode[] } = {},
    ) =>
      event('pmlp.person.updated.v1', code, {
        recordId: ref(code),
        bornOn: '2012-05-29',
        residence: { atvk: '0001000', since: '2019-04-03' },
        formerRefs: former.map(ref),
        parentRefs: [ref(madeCode(999_001))],
        identity: sealPerson(keys, ref(code), {
          personCode: code,
          givenName: 'Šarlote',
          familyName: 'Ķirsīte',
          formerCodes: [...former],
          parentCodes: [madeCode(999_001)],
        }),
        ...differing,
      }),
  };
}
export type EventMaker = ReturnType<typeof eventMaker>;
