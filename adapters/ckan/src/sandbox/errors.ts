import type { ErrorType } from '../portal/protocol.ts';

/** Complaints by field, as CKAN gives them: a list of texts, or a list of such maps for a list of things. */
export type Complaints = Readonly<Record<string, string | readonly string[] | readonly Complaints[]>>;

const STATUS = { 'Not Found Error': 404, 'Authorization Error': 403, 'Validation Error': 409 } as const;

/** A call that the portal refuses. */
export class ActionError extends Error {
  readonly status: number;
  /** The `error` of the answer. */
  readonly body: Complaints;
  constructor(type: ErrorType, content: Complaints) {
    super(type);
    this.name = 'ActionError';
    this.status = STATUS[type];
    this.body = { ...content, __type: type };
  }
}

export const notFound = (what = ''): ActionError =>
  new ActionError('Not Found Error', { message: what === '' ? 'Not found' : `Not found: ${what}` });

export const denied = (why: string): ActionError =>
  new ActionError('Authorization Error', { message: `Access denied: ${why}` });

export const invalid = (complaints: Complaints): ActionError =>
  new ActionError('Validation Error', complaints);

/** A request that is no call of the API at all: CKAN answers 400 with a text. */
export class BadRequest extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'BadRequest';
  }
}
