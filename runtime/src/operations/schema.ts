import type { KeptSchema } from '../kept-schema.ts';
import { CONTROL_STEP } from './steps/control.ts';
import { HELD_STEP } from './steps/held.ts';
import { JOBS_STEP } from './steps/jobs.ts';

/** The schema of what operators see and do: each service keeps its own rows there, the hub reads all of them. */
export const OPERATIONS_SCHEMA = 'operations';

/** Steps that make its tables; a released step is never changed, a new one is added. */
export const OPERATIONS_STEPS: readonly string[] = [HELD_STEP, CONTROL_STEP, JOBS_STEP];

const ALL = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;

/** What is held lies in one schema that nobody owns who logs in; policies of its rows keep services apart. */
export const OPERATIONS: KeptSchema = {
  schema: OPERATIONS_SCHEMA,
  steps: OPERATIONS_STEPS,
  grants: {
    '*': {
      held: ALL,
      cause: ['SELECT'],
      held_count: ['SELECT'],
      held_delta: ['SELECT'],
      control: ['SELECT'],
    },
    hub: {
      held: ALL,
      cause: ['SELECT'],
      held_count: ['SELECT', 'INSERT', 'UPDATE', 'DELETE'],
      held_delta: ['SELECT', 'UPDATE', 'DELETE'],
      control: ['SELECT', 'INSERT', 'UPDATE'],
      sample: ALL,
      job: ALL,
      job_item: ALL,
      edit: ALL,
    },
  },
};
