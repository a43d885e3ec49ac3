import { MEN, WOMEN } from '../names.ts';
import { parentCode } from '../person-codes.ts';
import type { Random } from '../random.ts';
import type { PmlpPerson } from '../records.ts';
import { dateText } from '../stays.ts';
import { CHILD_MUNICIPALITIES } from './municipalities.ts';

/** A declared residence of a child, from a day on. */
export interface Residence {
  readonly atvk: string;
  readonly since: number;
}

/** Where a child is declared, oldest first: three in ten moved, a quarter of these twice; two in a hundred nowhere. */
export function makeResidences(random: Random, born: number, today: number): Residence[] {
  if (random.percent(2)) return [];
  const moves = random.percent(30) ? (random.percent(25) ? 2 : 1) : 0;
  const days = Array.from({ length: moves }, () => random.int(born + 1, Math.max(born + 1, today)));
  const later = [...new Set(days)].filter((day) => day <= today).sort((one, other) => one - other);
  return [born, ...later].map((since) => ({ since, atvk: random.pick(CHILD_MUNICIPALITIES) }));
}

export interface ChildIdentity {
  readonly seed: number;
  readonly index: number;
  readonly code: string;
  readonly born: number;
  readonly residences: readonly Residence[];
}

/** The versions of PMLP's record, one for each residence; one child in two hundred is not known there. */
export function childPersons(
  random: Random,
  { seed, index, code, born, residences }: ChildIdentity,
): PmlpPerson[] {
  if (random.percent(0.5)) return [];
  const names = random.percent(48) ? WOMEN : MEN;
  const parents = [
    ...(random.percent(95) ? [parentCode(seed, index, 0)] : []),
    ...(random.percent(70) ? [parentCode(seed, index, 1)] : []),
  ];
  const first: PmlpPerson = {
    personCode: code,
    recordVersion: 1,
    givenName: random.pick(names.given),
    familyName: random.pick(names.family),
    bornOn: dateText(born),
    parents,
  };
  if (residences.length === 0) return [first];
  return residences.map(({ atvk, since }, place) => ({
    ...first,
    recordVersion: place + 1,
    residence: {
      addressCode: String(random.int(100_000_000, 109_999_999)),
      atvk,
      since: dateText(since),
    },
  }));
}
