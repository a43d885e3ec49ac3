import { CalendarDate, dayNumber } from '@saite/contracts';
import { z } from 'zod';

/**
 * When Saite looks at a child's case. Neither the law nor the registers name most of these spans: they are policies
 * with the day from which they hold, so that a change never alters what was raised before.
 */
const Thresholds = z
  .strictObject({
    from: CalendarDate.describe('First day of conditions that these hold for'),
    dueSoonDays: z.int().min(1).max(60).describe('Days before the due day from which a report is due soon'),
    escalationDays: z.int().min(2).max(180).describe('Days after the due day from which it is escalated'),
    stayMonths: z
      .tuple([z.int().min(1).max(60), z.int().min(1).max(120)])
      .describe('Months of continuous stay at which the two stay alerts are raised'),
    noDecisionDays: z.int().min(1).max(365).describe('Days of stay from which a decision must cover it'),
    suspensionMonths: z
      .int()
      .min(1)
      .max(120)
      .describe('Months after which a suspension of custody is brought up'),
  })
  .describe('Spans in force from a day on');

const DEFAULT_THRESHOLDS = {
  from: '1900-01-01',
  dueSoonDays: 14,
  escalationDays: 30,
  stayMonths: [6, 12],
  noDecisionDays: 14,
  suspensionMonths: 12,
} satisfies z.input<typeof Thresholds>;

export const ChildCareConfig = z
  .strictObject({
    thirdBirthday: z
      .enum(['earlier', 'later'])
      .default('earlier')
      .describe('Which due day holds when the third birthday lies before the end of a three-month interval'),
    thresholds: z.array(Thresholds).default([]).describe('Spans that replace the default ones from a day on'),
  })
  .describe('Configuration of the care of children');
export type ChildCareConfig = z.infer<typeof ChildCareConfig>;

export interface CareThresholds {
  readonly dueSoonDays: number;
  readonly escalationDays: number;
  readonly stayMonths: readonly [number, number];
  readonly noDecisionDays: number;
  readonly suspensionMonths: number;
}

/** Everything beside facts and day that a child's case depends on. */
export interface ChildCarePolicies {
  readonly thirdBirthday: 'earlier' | 'later';
  /** The spans for a condition whose anchor is this day. */
  thresholdsFor(day: number): CareThresholds;
}

/** The policies of an installation. */
export function childCarePolicies(config: ChildCareConfig): ChildCarePolicies {
  const newestFirst = [Thresholds.parse(DEFAULT_THRESHOLDS), ...config.thresholds]
    .map((thresholds) => ({ ...thresholds, fromDay: dayNumber(thresholds.from) }))
    .sort((a, b) => b.fromDay - a.fromDay);
  return {
    thirdBirthday: config.thirdBirthday,
    thresholdsFor: (day) => {
      const inForce = newestFirst.find(({ fromDay }) => fromDay <= day) ?? newestFirst.at(-1);
      if (!inForce) throw new RangeError('a day before every threshold');
      return inForce;
    },
  };
}
