import type { SopaId } from '@saite/contracts/sopa';
import type { ObjectChecks } from '../rule-table.ts';
import { holdsPersonCode } from './person-codes.ts';
import { holdsTwice } from './repeated.ts';

const itself = (id: SopaId): SopaId => id;

export const SURVEY_CHECKS: ObjectChecks<'survey'> = {
  SURVEY_IN_FUTURE: ({ surveyedOn }, { periodTo }) => surveyedOn > periodTo,
  SURVEY_BEFORE_REQUEST: ({ surveyedOn, requestedOn }) => requestedOn !== null && surveyedOn < requestedOn,
  SURVEY_FOLLOW_UP_BEFORE: ({ surveyedOn, followUpOn }) => followUpOn !== null && followUpOn <= surveyedOn,
  SURVEY_HOUSEHOLD_EMPTY: ({ householdSize }) => householdSize < 1,
  // The list holds the others: the person itself is one more.
  SURVEY_TOO_MANY_MEMBERS: ({ householdSize, memberId }) =>
    householdSize > 0 && memberId.length + 1 > householdSize,
  SURVEY_MEMBER_TWICE: ({ memberId }) => holdsTwice(memberId, itself),
  SURVEY_MEMBER_IS_SELF: ({ personId, memberId }) => memberId.includes(personId),
  SURVEY_ROOMS_OF_HOMELESS: ({ housing, rooms }) => housing === 'homeless' && rooms > 0,
  SURVEY_FINDINGS_HOLD_CODE: ({ findings }, { periodTo }) => holdsPersonCode(findings, periodTo),
};
