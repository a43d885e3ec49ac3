import { type ControlTotals, SOPA_KINDS } from '@saite/contracts/sopa';
import type { TypedObject } from '../facts.ts';
import { FileRefused } from '../refused.ts';

type CountName = Exclude<keyof ControlTotals, 'amount'>;

/** Counts what a file really holds, to be held against what its header says. */
export class Totals {
  readonly #counts: Record<CountName, number> = {
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
  };
  #cents = 0;

  count(object: TypedObject): void {
    this.#counts[SOPA_KINDS[object.kind].total] += 1;
    if (object.kind === 'benefit' || object.kind === 'claim') this.#cents += object.record.amount;
  }

  countDeletion(): void {
    this.#counts.deletions += 1;
  }

  /** @throws FileRefused with the name of the first total that differs */
  compare(said: ControlTotals, line: number): void {
    for (const { total } of Object.values(SOPA_KINDS)) this.#demand(total, said[total], line);
    this.#demand('deletions', said.deletions, line);
    if (this.#cents !== said.amount) throw new FileRefused('AMOUNT_DIFFERS', { line, element: 'Amount' });
  }

  #demand(name: CountName, said: number, line: number): void {
    if (this.#counts[name] === said) return;
    const element = name.charAt(0).toUpperCase() + name.slice(1);
    throw new FileRefused('COUNT_DIFFERS', { line, element });
  }
}
