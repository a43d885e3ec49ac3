import { PersonCode, RecordId, RecordVersion, type SaiteEvent, Stay } from '@saite/contracts';
import { eventIdOf, type KeyRing, personRef, sealCode } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import type { MadePerson } from '@saite/sandbox';

/** The events that the hub's door makes of a person's placements, for whoever is measured without the hub. */
export function placementEvents(ring: KeyRing, { placements, withdrawals }: MadePerson): SaiteEvent[] {
  const event = (placementId: string, version: number, code: string, stay: Stay | undefined): SaiteEvent => {
    const personCode = PersonCode.parse(code);
    const subject = personRef(ring, personCode);
    const recordId = RecordId.parse(placementId);
    const recordVersion = RecordVersion.parse(version);
    const identity = sealCode(ring, subject, personCode);
    const record = { recordId, recordVersion, identity };
    return {
      specversion: '1.0',
      id: eventIdOf(ring, 'spolis.placement', recordId, recordVersion),
      source: '/registers/spolis',
      type: 'spolis.placement.recorded.v1',
      subject,
      time: toInstant(new Date()),
      datacontenttype: 'application/json',
      data: stay ? { ...record, withdrawn: false, stay } : { ...record, withdrawn: true },
    };
  };
  return [
    ...placements.map(({ placementId, recordVersion, personCode, ...stay }) =>
      event(placementId, recordVersion, personCode, Stay.parse(stay)),
    ),
    ...withdrawals.map(({ placementId, recordVersion, personCode }) =>
      event(placementId, recordVersion, personCode, undefined),
    ),
  ];
}
