import { addMonths, birthday, type CalendarDate, dayNumber } from '@saite/contracts';
import type { ContactReportFact } from '../case.ts';
import type { ContinuousStay } from '../child/stays.ts';
import type { ChildCarePolicies } from './policies.ts';

/** Age from which the longer interval runs, years: from the third birthday itself on. */
const LONGER_FROM = 3;
const SHORT_MONTHS = 3;
const LONG_MONTHS = 6;

/** One run of the clock: from its anchor up to, not including, the next anchor or the end of the stay. */
export interface ClockRun {
  readonly anchor: number;
  readonly to: number;
  /** `null` while the birth date is not known. */
  readonly due: DueDays | null;
}

export interface DueDays {
  readonly interval: 'P3M' | 'P6M';
  /** Last day on which the report is in time. */
  readonly dueOn: number;
  /** The same if the third birthday were read the other way (policy `third-birthday: later`). */
  readonly alternativeDueOn: number;
}

/**
 * The runs of the report clock within a stay (Law on Social Services and Social Assistance, art. 28): it starts
 * with the stay, and anew on the day of each report. A report dated before the anchor in force moves nothing back.
 */
export function clockRuns(
  stay: ContinuousStay,
  reports: readonly ContactReportFact[],
  bornOn: CalendarDate | null,
  policies: ChildCarePolicies,
): ClockRun[] {
  const days = reports
    .filter(({ data }) => !data.withdrawn)
    .map(({ data }) => dayNumber(data.reportedOn))
    .filter((day) => day > stay.from && day < stay.to);
  const anchors = [stay.from, ...new Set(days)].sort((a, b) => a - b);
  return anchors.map((anchor, index) => ({
    anchor,
    to: anchors[index + 1] ?? stay.to,
    due: bornOn === null ? null : dueDays(anchor, bornOn, policies),
  }));
}

function dueDays(anchor: number, bornOn: CalendarDate, policies: ChildCarePolicies): DueDays {
  const third = birthday(bornOn, LONGER_FROM);
  const isShort = anchor < third;
  const earlier = addMonths(anchor, isShort ? SHORT_MONTHS : LONG_MONTHS);
  const later = isShort && earlier >= third ? addMonths(anchor, LONG_MONTHS) : earlier;
  return {
    interval: isShort ? 'P3M' : 'P6M',
    dueOn: policies.thirdBirthday === 'earlier' ? earlier : later,
    alternativeDueOn: later,
  };
}
