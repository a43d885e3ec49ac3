import { Source } from '../events/sources.ts';
import { Month } from '../values/calendar.ts';
import { RecordVersion } from '../values/ids.ts';

/** What the name of a source's file says. */
export interface SourceFileName {
  readonly source: Source;
  readonly period: Month;
  readonly version: RecordVersion;
}

const NAME = /^([a-z-]{1,40})-([0-9]{4}-[0-9]{2})-([1-9][0-9]{0,8})\.csv$/;

/** @returns `undefined` for a name of another form */
export function readSourceFileName(name: string): SourceFileName | undefined {
  const [, source, period, version] = NAME.exec(name) ?? [];
  const read = {
    source: Source.safeParse(source),
    period: Month.safeParse(period),
    version: RecordVersion.safeParse(Number(version)),
  };
  if (!read.source.success || !read.period.success || !read.version.success) return undefined;
  return { source: read.source.data, period: read.period.data, version: read.version.data };
}

export const sourceFileName = ({ source, period, version }: SourceFileName): string =>
  `${source}-${period}-${version}.csv`;
