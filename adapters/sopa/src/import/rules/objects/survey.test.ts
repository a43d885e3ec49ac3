import { tryObjectRules } from '../testing/object-examples.ts';
import { day, id } from '../testing/values.ts';

tryObjectRules('survey', {
  SURVEY_IN_FUTURE: {
    broken: [{ surveyedOn: day('2026-03-03') }],
    right: [{ surveyedOn: day('2026-03-02') }],
  },
  SURVEY_BEFORE_REQUEST: {
    broken: [{ requestedOn: day('2026-03-03') }],
    right: [{ requestedOn: day('2026-03-02') }, { requestedOn: null }],
  },
  SURVEY_FOLLOW_UP_BEFORE: {
    broken: [{ followUpOn: day('2026-03-02') }, { followUpOn: day('2026-03-01') }],
    right: [{ followUpOn: day('2026-03-03') }],
  },
  SURVEY_HOUSEHOLD_EMPTY: {
    broken: [{ householdSize: 0, memberId: [] }],
    right: [{ householdSize: 1, memberId: [] }],
  },
  SURVEY_TOO_MANY_MEMBERS: {
    broken: [
      { householdSize: 1, memberId: [id('P-2')] },
      { householdSize: 2, memberId: [id('P-2'), id('P-3')] },
    ],
    right: [
      { householdSize: 3, memberId: [id('P-2'), id('P-3')] },
      { householdSize: 9, memberId: [] },
    ],
  },
  SURVEY_MEMBER_TWICE: {
    broken: [{ householdSize: 4, memberId: [id('P-2'), id('P-3'), id('P-2')] }],
    right: [{ householdSize: 4, memberId: [id('P-2'), id('P-3'), id('P-4')] }],
  },
  SURVEY_MEMBER_IS_SELF: {
    broken: [{ householdSize: 3, memberId: [id('P-2'), id('P-1')] }],
    right: [{ householdSize: 3, memberId: [id('P-2'), id('P-11')] }],
  },
  SURVEY_ROOMS_OF_HOMELESS: {
    broken: [{ housing: 'homeless', rooms: 1 }],
    right: [
      { housing: 'homeless', rooms: 0 },
      { housing: 'shelter', rooms: 1 },
    ],
  },
  SURVEY_FINDINGS_HOLD_CODE: {
    broken: [
      { findings: 'Māte (p.k. 320000-00001) strādā.' },
      { findings: '32000000001' },
      { findings: 'Lieta 9999990-00001, tēvs 161175-19997.' },
    ],
    right: [
      // A wrong check digit; a longer row of digits on either side; a telephone number; a hyphen elsewhere.
      { findings: 'Skaitītājs 161175-19998.' },
      { findings: 'Konts LV80BANK1320000000012, lieta 320000-000012.' },
      { findings: 'Tālrunis +37120000001.' },
      { findings: '3200000-0001' },
    ],
  },
});
