import type { operatorOperations } from '@saite/contracts';
import type { Call } from '../call.ts';
import { ProblemError } from '../problem-error.ts';

const notYet = (_call: Call): Promise<unknown> => Promise.reject(new ProblemError('UNAVAILABLE'));

/** What each call of the operator's console does. */
export const operatorHandlers = {
  readOverview: notYet,
  readHistory: notYet,
  listFailures: notYet,
  listHeld: notYet,
  readHeld: notYet,
  searchHeld: notYet,
  previewJob: notYet,
  startJob: notYet,
  listJobs: notYet,
  readJob: notYet,
  steerJob: notYet,
  proposeEdit: notYet,
  listEdits: notYet,
  readEdit: notYet,
  decideEdit: notYet,
  setControl: notYet,
} satisfies Readonly<Record<keyof typeof operatorOperations, (call: Call) => Promise<unknown>>>;
