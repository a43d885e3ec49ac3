import { dateOfDayNumber } from '@saite/contracts';
import { MUNICIPALITIES } from './institutions.ts';
import { MEN, WOMEN } from './names.ts';
import { birthdayOf, newPersonCode, oldPersonCode } from './person-codes.ts';
import type { Random } from './random.ts';
import type { PmlpPerson } from './records.ts';

/** Who a made person is, before anything happens to them. */
export interface MadeIdentity {
  /** The code that is in force. */
  readonly code: string;
  /** The code before, if it was changed, and the day number of the change. */
  readonly former?: { readonly code: string; readonly until: number };
  readonly givenName: string;
  readonly familyName: string;
  readonly bornOn: string;
}

/** Codes changed into the new form from this day on (1 July 2017 is the first that the law allows). */
const CHANGE_DAYS = { from: Date.UTC(2019, 2, 1) / 86_400_000, to: Date.UTC(2020, 9, 31) / 86_400_000 };

/** A person of a care institution: three in a hundred changed the old code for a new one, two had a new one always. */
export function makeIdentity(random: Random, seed: number, index: number): MadeIdentity {
  const names = random.percent(58) ? WOMEN : MEN;
  const place = random.int(1, 100);
  const changed = place <= 3;
  const code = place <= 5 ? newPersonCode(seed, index) : oldPersonCode(seed, index);
  return {
    code,
    ...(changed
      ? { former: { code: oldPersonCode(seed, index), until: random.int(CHANGE_DAYS.from, CHANGE_DAYS.to) } }
      : {}),
    givenName: random.pick(names.given),
    familyName: random.pick(names.family),
    bornOn: dateOfDayNumber(birthdayOf(seed, index)),
  };
}

/** The code under which a record of this day was made. */
export const codeOn = (identity: MadeIdentity, day: number): string =>
  identity.former && day < identity.former.until ? identity.former.code : identity.code;

/** The versions of PMLP's record: one, and a second with the date of death. */
export function makePmlpRecords(
  random: Random,
  identity: MadeIdentity,
  diedOn: string | undefined,
): PmlpPerson[] {
  const residence = random.percent(97)
    ? {
        addressCode: String(random.int(100_000_000, 109_999_999)),
        atvk: random.pick(MUNICIPALITIES),
        since: dateOfDayNumber(
          Date.UTC(random.int(1985, 2018), random.int(0, 11), random.int(1, 28)) / 86_400_000,
        ),
      }
    : undefined;
  const record: PmlpPerson = {
    personCode: identity.code,
    recordVersion: 1,
    givenName: identity.givenName,
    familyName: identity.familyName,
    bornOn: identity.bornOn,
    ...(residence ? { residence } : {}),
    ...(identity.former ? { formerCodes: [identity.former.code] } : {}),
  };
  return diedOn === undefined ? [record] : [record, { ...record, recordVersion: 2, diedOn }];
}
