import type { PmlpPerson, SaisPayment, SpolisPlacement } from '../../../sandbox/src/index.ts';
import type { Random } from '../random.ts';

const euros = (cents: number): string => (cents / 100).toFixed(2);

/** The next version of a payment: another amount, now and then withdrawn, or back after that. */
export function correctPayment(random: Random, payment: SaisPayment): SaisPayment {
  const { withdrawn: _, ...record } = payment;
  const amount = euros(random.int(9_000, 70_000));
  const next = { ...record, recordVersion: record.recordVersion + 1, granted: amount, paid: amount };
  return random.chance(12) ? { ...next, withdrawn: true } : next;
}

/** The next version of a placement: another cost of a day, or an end of a stay that had none. */
export function correctPlacement(random: Random, placement: SpolisPlacement): SpolisPlacement {
  const next = { ...placement, recordVersion: placement.recordVersion + 1 };
  if (placement.endedOn === undefined && random.chance(40)) {
    const started = Date.parse(`${placement.startedOn}T00:00:00Z`);
    const ended = new Date(started + random.int(0, 900) * 86_400_000);
    return { ...next, endedOn: ended.toISOString().slice(0, 10) };
  }
  return { ...next, dailyCost: euros(random.int(2_500, 6_000)) };
}

/** The next version of a person's record: another address, rarely a death. */
export function correctPerson(random: Random, person: PmlpPerson): PmlpPerson {
  const next = { ...person, recordVersion: person.recordVersion + 1 };
  if (person.diedOn === undefined && random.chance(5))
    return { ...next, diedOn: `2025-0${random.int(1, 9)}-1${random.int(0, 9)}` };
  const residence = { atvk: '0001000', since: '2024-01-15' };
  return { ...next, residence: { ...residence, addressCode: String(random.int(100_000_000, 109_999_999)) } };
}
