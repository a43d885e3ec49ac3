import type { ObjectRuleCode, SopaKind } from '@saite/contracts/sopa';
import type { Entry } from '../content.ts';
import { dateOf } from '../made/days.ts';
import { objectIdOf } from '../made/object-id.ts';
import type { Neighbourhood } from '../made/places.ts';
import type { Made, MadeObject } from '../made/plain.ts';

/** An object of a file and a rule that it breaks. */
export interface Broken {
  readonly code: ObjectRuleCode;
  readonly kind: SopaKind;
  readonly id: string;
}

/** A mistake as it stands in a file, and as it would have been right. */
export interface MistakeCase {
  readonly wrong: readonly Entry[];
  readonly right: readonly Entry[];
  /** Every rule that will be found broken; where more than one is listed, the others cannot be avoided. */
  readonly broken: readonly Broken[];
  /** What SPOLIS has to have told before. */
  readonly stateCare?: readonly StateCare[];
}

/** A stay in a state care centre that has not ended. */
export interface StateCare {
  readonly placementId: string;
  readonly personCode: string;
  readonly startedOn: string;
}

/**
 * Makes a mistake among people of a neighbourhood that has nobody else, so that mistakes do not touch each other.
 *
 * @param known how many mistakes about such objects of an earlier file were made before it: each is about another one
 */
export type Mistake = (at: Neighbourhood, known: number) => MistakeCase;

/** Last day of the file's period, day number. */
export const lastDay = ({ town }: Neighbourhood): number => town.origin + town.day - 1;
/** The day after the file's period. */
export const tomorrow = (at: Neighbourhood): string => dateOf(lastDay(at) + 1);

/** A territory code that no municipality ever had. */
export const NO_TERRITORY = '9999999';
/** A municipality that is not the sender. */
export const otherThan = (code: string): string => (code === '0002000' ? '0003000' : '0002000');

export const person = (record: Made<'person'>): MadeObject => ({ kind: 'person', record });
export const status = (record: Made<'status'>): MadeObject => ({ kind: 'status', record });
export const survey = (record: Made<'survey'>): MadeObject => ({ kind: 'survey', record });
export const benefit = (record: Made<'benefit'>): MadeObject => ({ kind: 'benefit', record });
export const service = (record: Made<'service'>): MadeObject => ({ kind: 'service', record });
export const declaration = (record: Made<'declaration'>): MadeObject => ({ kind: 'declaration', record });
export const home = (record: Made<'group-home'>): MadeObject => ({ kind: 'group-home', record });
export const stay = (record: Made<'group-home-stay'>): MadeObject => ({ kind: 'group-home-stay', record });
export const claim = (record: Made<'claim'>): MadeObject => ({ kind: 'claim', record });
export const financial = (record: Made<'financial-report'>): MadeObject => ({
  kind: 'financial-report',
  record,
});
export const statistical = (record: Made<'statistical-report'>): MadeObject => ({
  kind: 'statistical-report',
  record,
});

const entries = (objects: readonly MadeObject[]): Entry[] => objects.map((object) => ({ object }));

/**
 * One object is wrong.
 *
 * @param beside objects that are right and that it needs
 * @param right the object as it should be; `null` if it should not be at all
 * @param codes rules that it breaks
 */
export function oneWrong(
  beside: readonly MadeObject[],
  right: MadeObject | null,
  wrong: MadeObject,
  ...codes: readonly [ObjectRuleCode, ...ObjectRuleCode[]]
): MistakeCase {
  const id = objectIdOf(wrong);
  return {
    wrong: entries([...beside, wrong]),
    right: entries(right === null ? beside : [...beside, right]),
    broken: codes.map((code) => ({ code, kind: wrong.kind, id })),
  };
}
