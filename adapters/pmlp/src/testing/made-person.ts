import { PersonCode } from '@saite/contracts';

/** A made personal code of the form without a check digit. */
export const madeCode = (number: number): PersonCode =>
  PersonCode.parse(`34${String(number).padStart(9, '0')}`);

/** A made person, as the control call takes it. */
export const madePerson = (
  personCode: PersonCode,
  recordVersion = 1,
  differing: Readonly<Record<string, unknown>> = {},
) => ({
  personCode,
  recordVersion,
  givenName: 'Šarlote',
  familyName: 'Ķirse',
  bornOn: '1948-02-29',
  ...differing,
});
