import { type ControlTotals, SOPA_KINDS, type SopaKind } from '@saite/contracts/sopa';
import type { Entry } from './content.ts';
import type { Plain } from './made/plain.ts';

export type MadeTotals = Plain<ControlTotals>;

/** Counts what a file will hold, to be told before it stands there. */
export class TotalsCounter {
  readonly totals: { -readonly [Name in keyof MadeTotals]: number } = {
    persons: 0,
    statuses: 0,
    surveys: 0,
    benefits: 0,
    services: 0,
    incomeDeclarations: 0,
    groupHomes: 0,
    groupHomeStays: 0,
    claims: 0,
    financialReports: 0,
    statisticalReports: 0,
    deletions: 0,
    amount: 0,
  };

  count(entries: Iterable<Entry>): void {
    for (const entry of entries) {
      if ('deletion' in entry) this.totals.deletions += 1;
      else {
        const { object } = entry;
        this.totals[SOPA_KINDS[object.kind].total] += 1;
        if (object.kind === 'benefit' || object.kind === 'claim') this.totals.amount += object.record.amount;
      }
    }
  }

  /** Objects of a kind that has no amounts, without making them. */
  add(kind: SopaKind, objects: number): void {
    this.totals[SOPA_KINDS[kind].total] += objects;
  }
}
