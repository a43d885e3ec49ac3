import { operatorOperations as asked } from '@saite/contracts';
import type { Call } from '../call.ts';
import * as edits from './edits.ts';
import * as jobs from './jobs.ts';
import * as read from './read.ts';

/** What each call of the operator's console does. */
export const operatorHandlers = {
  readOverview: read.readOverview,
  readHistory: (call: Call) => read.readHistory(call, call.query(asked.readHistory.query)),
  listFailures: (call: Call) => read.listFailures(call, call.query(asked.listFailures.query)),
  listHeld: (call: Call) => read.listHeld(call, call.query(asked.listHeld.query)),
  readHeld: (call: Call) => read.readHeld(call, call.params(asked.readHeld.params).itemId),
  searchHeld: (call: Call) => read.searchHeld(call, call.body(asked.searchHeld.body)),
  previewJob: (call: Call) => jobs.previewJob(call, call.body(asked.previewJob.body)),
  startJob: (call: Call) => jobs.startJob(call, call.body(asked.startJob.body)),
  listJobs: (call: Call) => jobs.listJobs(call, call.query(asked.listJobs.query)),
  readJob: (call: Call) => jobs.readJob(call, call.params(asked.readJob.params).jobId),
  steerJob: (call: Call) =>
    jobs.steerJob(call, call.params(asked.steerJob.params).jobId, call.body(asked.steerJob.body)),
  proposeEdit: (call: Call) =>
    edits.proposeEdit(call, call.params(asked.proposeEdit.params).itemId, call.body(asked.proposeEdit.body)),
  listEdits: (call: Call) => edits.listEdits(call, call.query(asked.listEdits.query)),
  readEdit: (call: Call) => edits.readEdit(call, call.params(asked.readEdit.params).editId),
  decideEdit: (call: Call) =>
    edits.decideEdit(call, call.params(asked.decideEdit.params).editId, call.body(asked.decideEdit.body)),
  setControl: (call: Call) => edits.setControl(call, call.body(asked.setControl.body)),
} satisfies Readonly<Record<keyof typeof asked, (call: Call) => Promise<unknown>>>;
