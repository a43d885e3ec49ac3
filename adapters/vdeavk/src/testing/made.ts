import { PersonCode } from '@saite/contracts';

/** A made personal code of the form without a check digit. */
export const madeCode = (number: number): PersonCode =>
  PersonCode.parse(`35${String(number).padStart(9, '0')}`);

/** A made decision, as the control call takes it. */
export const madeDecision = (
  personCode: PersonCode,
  decisionId: string,
  differing: Readonly<Record<string, unknown>> = {},
) => ({
  decisionId,
  recordVersion: 1,
  personCode,
  group: 'I',
  validFrom: '2026-02-01',
  validTo: '2028-01-31',
  disorders: ['mental', 'sight'],
  ...differing,
});
