import { MEN, WOMEN } from '../population/names.ts';
import type { Random } from '../population/random.ts';
import type { PmlpPerson } from '../population/records.ts';
import { dateText, day } from './days.ts';
import type { Life } from './lives.ts';
import { anyMunicipality } from './municipalities.ts';

const LAST_MOVE = day('2025-12-31');

/** What the record says of an inhabitant, beside names and residences. */
export interface RecordParts {
  readonly code: string;
  readonly formerCode?: string;
  readonly life: Life;
}

/** Days on which a declared residence begins: since birth or later, three in ten moved once, a few of these twice. */
function residenceDays(random: Random, { born, died }: Life): number[] {
  if (random.percent(1)) return [];
  const last = Math.min(died ?? LAST_MOVE, LAST_MOVE);
  const moves = random.percent(30) ? (random.percent(25) ? 2 : 1) : 0;
  const later = Array.from({ length: moves }, () => random.int(Math.min(born + 1, last), last));
  return [...new Set([born, ...later])].sort((one, other) => one - other);
}

/** The versions of PMLP's record, oldest first: one for each residence, and one with the death. */
export function personRecord(random: Random, { code, formerCode, life }: RecordParts): PmlpPerson[] {
  const names = random.percent(54) ? WOMEN : MEN;
  const first = {
    personCode: code,
    givenName: random.pick(names.given),
    familyName: random.pick(names.family),
    bornOn: dateText(life.born),
    ...(formerCode === undefined ? {} : { formerCodes: [formerCode] }),
  };
  const residences = residenceDays(random, life).map((since) => ({
    residence: {
      addressCode: String(random.int(100_000_000, 109_999_999)),
      atvk: anyMunicipality(random),
      since: dateText(since),
    },
  }));
  const declared: object[] = residences.length === 0 ? [{}] : residences;
  const dead = life.died === undefined ? [] : [{ ...declared.at(-1), diedOn: dateText(life.died) }];
  return [...declared, ...dead].map((version, place) => ({ ...first, recordVersion: place + 1, ...version }));
}
