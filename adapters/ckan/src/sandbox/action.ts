import type { Clock } from '@saite/runtime';
import type { Catalogue } from './catalogue.ts';
import { denied, invalid } from './errors.ts';

export interface UploadedFile {
  readonly name: string;
  readonly content: Uint8Array;
}

/** A call of the Action API as it came in. */
export interface ActionCall {
  readonly data: Readonly<Record<string, unknown>>;
  readonly upload?: UploadedFile | undefined;
  /** Whether a token of the user came along; CKAN takes a wrong one like none. */
  readonly isUser: boolean;
}

/** What actions work on. */
export interface PlayedPortal {
  readonly catalogue: Catalogue;
  readonly clock: Clock;
  /** Address of the portal with its base path. */
  readonly site: string;
}

/** @throws ActionError if the portal refuses the call */
export type Action = (call: ActionCall, portal: PlayedPortal) => Promise<unknown>;

export function requireUser({ isUser }: ActionCall, action: string): void {
  if (!isUser) throw denied(`Action ${action} requires an authenticated user`);
}

/** The first of these fields that is there. */
export function textIn(data: ActionCall['data'], ...names: readonly string[]): string {
  for (const name of names) {
    const value = data[name];
    if (typeof value === 'string' && value !== '') return value;
  }
  throw invalid({ [names.at(-1) ?? 'id']: ['Missing value'] });
}
