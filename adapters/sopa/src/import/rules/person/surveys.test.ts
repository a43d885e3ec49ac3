import { tryCardRules } from '../testing/card-examples.ts';
import { day } from '../testing/values.ts';

const on = (text: string, reason: 'assistance' | 'service' | 'follow-up' = 'assistance') => ({
  surveyedOn: day(text),
  reason,
});

tryCardRules('survey', {
  SURVEY_TWICE: {
    broken: [
      { survey: { stored: [on('2026-03-02')], file: [on('2026-03-02')] } },
      { survey: { file: [on('2026-03-02'), on('2026-03-02')] } },
    ],
    right: [
      { survey: { stored: [on('2026-03-01'), on('2026-03-02', 'service')], file: [on('2026-03-02')] } },
    ],
  },
  SURVEY_FOLLOW_UP_WITHOUT_FIRST: {
    broken: [
      { survey: { file: [on('2026-03-02', 'follow-up')] } },
      { survey: { stored: [on('2026-03-02')], file: [on('2026-03-02', 'follow-up')] } },
    ],
    right: [
      { survey: { stored: [on('2026-03-01')], file: [on('2026-03-02', 'follow-up')] } },
      // The first one stands in the file behind it.
      { survey: { file: [on('2026-03-02', 'follow-up'), on('2026-03-01')] } },
    ],
  },
  SURVEY_AFTER_DEATH: {
    broken: [{ person: { deathDate: day('2026-03-01') }, survey: { file: [{}] } }],
    right: [
      { person: { deathDate: day('2026-03-02') }, survey: { file: [{}] } },
      { person: null, survey: { file: [{}] } },
    ],
  },
});
