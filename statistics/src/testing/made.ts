import { Atvk, CalendarDate, type DisabilityGroup, Month, type Programme } from '@saite/contracts';
import { type Frame, frameOf } from '../period/frame.ts';
import type { Person } from '../persons/person.ts';

export const day = (date: string): CalendarDate => CalendarDate.parse(date);
export const frame = (period: string): Frame => frameOf(Month.parse(period));

const NOTHING: Person = {
  decisions: [],
  records: [],
  placements: [],
  services: [],
  aids: [],
  unemployments: [],
  requests: [],
};

interface MadeDecision {
  readonly group: DisabilityGroup;
  readonly from: string;
  readonly to?: string;
  readonly disorders?: readonly string[];
  readonly prognosticated?: boolean;
}

interface Made extends Partial<Omit<Person, 'decisions' | 'placements' | 'records'>> {
  readonly born?: string;
  readonly died?: string;
  /** ATVK code by first day. */
  readonly lives?: Readonly<Record<string, string>>;
  readonly decisions?: readonly MadeDecision[];
  readonly placements?: readonly {
    readonly programme: Programme;
    readonly from: string;
    readonly to?: string;
  }[];
}

/** A person as the statistics know it; without a birth PMLP has not answered. */
export function person({ born, died, lives = {}, decisions = [], placements = [], ...others }: Made): Person {
  const residences = Object.entries(lives).map(([since, atvk]) => ({
    atvk: Atvk.parse(atvk),
    since: day(since),
  }));
  return {
    ...NOTHING,
    ...others,
    records:
      born === undefined
        ? []
        : [
            {
              bornOn: day(born),
              ...(died !== undefined && { diedOn: day(died) }),
              formerRefs: [],
              residences,
            },
          ],
    decisions: decisions.map(({ group, from, to, disorders = ['sight'], prognosticated = false }) => ({
      group,
      validFrom: day(from),
      validTo: to === undefined ? null : day(to),
      disorders: [...disorders],
      prognosticated,
    })),
    placements: placements.map(({ programme, from, to }) => ({
      programme,
      startedOn: day(from),
      ...(to !== undefined && { endedOn: day(to) }),
    })),
  };
}
