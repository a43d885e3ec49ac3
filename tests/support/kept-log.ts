import type { Log, LogFields } from '@saite/runtime';

/** A log that a test reads: each line by its event, with what it says. */
export interface KeptLog extends Log {
  readonly lines: readonly (LogFields & { readonly event: string })[];
}

export function keepLog(): KeptLog {
  const lines: (LogFields & { event: string })[] = [];
  const keep = (event: string, fields: LogFields = {}) => {
    lines.push({ event, ...fields });
  };
  return { lines, debug: keep, info: keep, warn: keep, error: keep };
}
