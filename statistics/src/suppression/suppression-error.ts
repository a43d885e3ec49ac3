/**
 * - `BAD_OPTION`: a threshold or width that hides nothing.
 * - `BAD_CELL`, `BAD_RELATION`: what was given is no table: an id twice, no whole number, a relation of unknown cells.
 * - `RELATION_BROKEN`: the values do not keep a relation, so an attacker's conclusions could not be told.
 * - `CONTRADICTION`: no whole table agrees with what is published.
 * - `SOLVER_FAILED`: the solver gave up. Nothing may be published on the strength of this run; a new one starts clean.
 */
export type SuppressionFault =
  | 'BAD_OPTION'
  | 'BAD_CELL'
  | 'BAD_RELATION'
  | 'RELATION_BROKEN'
  | 'CONTRADICTION'
  | 'SOLVER_FAILED';

/** Names cells by their ids, never by their values: what a log shows must not be what the table hides. */
export class SuppressionError extends Error {
  readonly fault: SuppressionFault;

  constructor(fault: SuppressionFault, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'SuppressionError';
    this.fault = fault;
  }
}
