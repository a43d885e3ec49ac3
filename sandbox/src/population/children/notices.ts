import { CrisisReporter } from '@saite/contracts';
import type { Random } from '../random.ts';
import { dateText } from '../stays.ts';
import type { NpaisCrisis, SopaSurvey } from './records.ts';
import { FINDINGS, MEASURES } from './texts.ts';

export interface NoticePlan {
  /** Begins the ids. */
  readonly idPrefix: string;
  readonly childCode: string;
  /** Day on which the child was taken from the family. */
  readonly since: number;
  readonly today: number;
}

/** Of eight in a hundred children somebody gave notice when they were taken from the family. */
export function makeCrises(random: Random, { idPrefix, childCode, since, today }: NoticePlan): NpaisCrisis[] {
  if (since >= today || !random.percent(8)) return [];
  const minute = String(random.int(0, 59)).padStart(2, '0');
  const crisis: NpaisCrisis = {
    crisisId: `${idPrefix}-1`,
    recordVersion: 1,
    childCode,
    reportedBy: random.pick(CrisisReporter.options),
    occurredAt: `${dateText(since)}T${String(random.int(5, 20)).padStart(2, '0')}:${minute}:00Z`,
    measure: random.pick(MEASURES),
  };
  return random.percent(10)
    ? [crisis, { ...crisis, recordVersion: 2, measure: random.pick(MEASURES) }]
    : [crisis];
}

/** The families of four in ten children were surveyed, half of those in care for long once more. */
export function makeSurveys(random: Random, plan: NoticePlan): SopaSurvey[] {
  if (!random.percent(40)) return [];
  const first = plan.since + random.int(2, 30);
  const days = random.percent(50) ? [first, first + random.int(150, 400)] : [first];
  const surveys = days
    .filter((day) => day <= plan.today)
    .map(
      (day, place): SopaSurvey => ({
        surveyId: `${plan.idPrefix}-${place + 1}`,
        recordVersion: 1,
        childCode: plan.childCode,
        surveyedOn: dateText(day),
        findings: random.pick(FINDINGS),
      }),
    );
  const changed = surveys.filter(() => random.percent(10));
  return [
    ...surveys,
    ...changed.map((survey) => ({ ...survey, recordVersion: 2, findings: random.pick(FINDINGS) })),
  ];
}
