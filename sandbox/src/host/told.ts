import {
  eachChild,
  eachPerson,
  type MadeChild,
  type MadePerson,
  type PopulationOptions,
} from '../population/index.ts';

/** A call of the hub's REST door. */
export interface Call {
  readonly path: string;
  readonly body: unknown;
}

/** What the last line of the stream counts, beside the persons. */
export interface Counts {
  readonly payments: number;
  readonly placements: number;
  readonly decisions: number;
  readonly reports: number;
}

/** What is told of one made person, and to whom. */
export interface Told {
  /** Records by register; a register that is not named here takes nothing. */
  readonly registers: Readonly<Record<string, readonly unknown[]>>;
  /** Calls of SPOLIS that record where the person is. */
  readonly admission: readonly Call[];
  /** Calls of SPOLIS that report on the person; only after all of the admission. */
  readonly reports: readonly Call[];
  readonly counts: Counts;
}

/** How many are made of whom. */
export interface Size {
  readonly adults: number;
  readonly children: number;
}

/** Everybody of a population, adults first; made anew each time, so that a large one need not stand in memory. */
export function* everybody(seed: number, size: Size, options: PopulationOptions): Generator<Told, void> {
  for (const person of eachPerson(seed, size.adults, options)) yield ofAdult(person);
  for (const child of eachChild(seed, size.children, options)) yield ofChild(child);
}

const callsOf = (path: string, bodies: readonly unknown[]): Call[] => bodies.map((body) => ({ path, body }));

export const ofAdult = ({ persons, payments, placements, withdrawals }: MadePerson): Told => ({
  registers: { pmlp: persons, sais: payments },
  admission: [...callsOf('/v1/placements', placements), ...callsOf('/v1/placements/withdraw', withdrawals)],
  reports: [],
  counts: { payments: payments.length, placements: placements.length, decisions: 0, reports: 0 },
});

export const ofChild = ({ persons, decisions, crises, surveys, placements, reports }: MadeChild): Told => ({
  registers: {
    pmlp: persons,
    npais: [
      ...decisions.map((decision) => ({ record: 'decision', ...decision })),
      ...crises.map((crisis) => ({ record: 'crisis', ...crisis })),
    ],
    sopa: surveys,
  },
  admission: callsOf('/v1/placements', placements),
  reports: callsOf('/v1/contact-reports', reports),
  counts: {
    payments: 0,
    placements: placements.length,
    decisions: decisions.length,
    reports: reports.length,
  },
});
