import { z } from 'zod';
import {
  BENEFIT_KINDS,
  DISABILITY_GROUPS,
  FINANCIAL_REPORT_KINDS,
  FUNDINGS,
  RECIPIENT_ROLES,
  SERVICE_KINDS,
  STATISTICAL_FORMS,
  STATUS_KINDS,
} from '../sopa/codes.ts';
import { CalendarDate, Month } from '../values/calendar.ts';
import { Atvk, RecordId, Sealed } from '../values/ids.ts';
import { SignedMoney } from '../values/money.ts';
import { factFields } from './fact.ts';

const keysOf = <Code extends string>(codes: Readonly<Record<Code, unknown>>): [Code, ...Code[]] => {
  const [first, ...others] = Object.keys(codes) as Code[];
  if (first === undefined) throw new RangeError('a code list without a code');
  return [first, ...others];
};

/** A code of a list that may grow: a receiver that does not know it leaves the record alone. */
const openCode = (codes: Readonly<Record<string, unknown>>, meaning: string) =>
  z
    .string()
    .regex(/^[A-Za-z0-9-]{1,60}$/)
    .describe(`${meaning}; known today: ${Object.keys(codes).join(', ')}`);

/** What every object of a municipality says first. `recordId` is `<municipality>:<id in SOPA>`. */
const municipal = {
  ...factFields,
  municipality: Atvk.describe('Municipality that told it: ATVK code'),
};
const personal = {
  ...municipal,
  identity: Sealed.describe('Sealed personal code of the person'),
};
const recordOf = (thing: string) => RecordId.describe(`The ${thing}: <municipality>:<id in SOPA>`);

/** A client of a social service (*sociālā dienesta klients*). */
export const ClientRecorded = z
  .strictObject({
    ...personal,
    territory: Atvk.describe('Declared residence as the social service knows it: ATVK code'),
    registeredOn: CalendarDate.describe('Day on which the social service registered the person'),
    diedOn: CalendarDate.nullable().describe('Date of death as the social service knows it'),
  })
  .describe('A client of a municipal social service');
export type ClientRecorded = z.infer<typeof ClientRecorded>;

/** A status of a needy or low-income household (*trūcīgas, maznodrošinātas mājsaimniecības statuss*). */
export const StatusRecorded = z
  .strictObject({
    ...personal,
    kind: openCode(STATUS_KINDS, 'Kind of the status'),
    validFrom: CalendarDate.describe('First day'),
    validTo: CalendarDate.describe('Last day, included'),
  })
  .describe('A status of a household');

/** A survey of living conditions (*dzīves apstākļu apsekojums*). */
export const LivingConditionsSurveyed = z
  .strictObject({
    ...personal,
    reason: openCode({}, 'Reason of the survey'),
    surveyedOn: CalendarDate.describe('Day of the survey'),
    housing: openCode({}, 'Kind of housing'),
    householdSize: z.int().min(0).describe('Persons in the household'),
    followUpOn: CalendarDate.nullable().describe('Day of the next survey'),
    narrative: Sealed.describe('Sealed text: what was found (`survey`)'),
  })
  .describe('A survey of living conditions');

/** A benefit (*pabalsts*). */
export const BenefitRecorded = z
  .strictObject({
    ...personal,
    kind: openCode(BENEFIT_KINDS, 'Kind of the benefit'),
    periodFrom: Month.describe('First month'),
    periodTo: Month.describe('Last month, included'),
    amount: SignedMoney.describe('Amount of all months, EUR'),
    paidOn: CalendarDate.nullable().describe('Day of payment'),
  })
  .describe('A benefit of a municipality');

/** A social service (*sociālais pakalpojums*). */
export const ServiceRecorded = z
  .strictObject({
    ...personal,
    kind: openCode(SERVICE_KINDS, 'Kind of the service'),
    providerId: z.string().min(1).max(64).describe('Provider in the register of providers'),
    startedOn: CalendarDate.describe('First day of the service'),
    endedOn: CalendarDate.nullable().describe('Last day of the service, included; null while it goes on'),
    recipientRole: openCode(RECIPIENT_ROLES, 'Who gets the service'),
    hoursPerWeek: z.int().min(0).nullable().describe('Hours a week'),
    funding: openCode(FUNDINGS, 'Funding'),
    disabilityGroup: z
      .enum(keysOf(DISABILITY_GROUPS))
      .nullable()
      .describe('Disability on which the municipality says that it rests'),
    monthlyCost: SignedMoney.nullable().describe('Cost of a month, EUR'),
  })
  .describe('A social service that a person gets');
export type ServiceRecorded = z.infer<typeof ServiceRecorded>;

/** An income declaration (*iztikas līdzekļu deklarācija*). */
export const IncomeDeclared = z
  .strictObject({
    ...personal,
    declaredOn: CalendarDate.describe('Day of the declaration'),
    periodFrom: Month.describe('First month'),
    periodTo: Month.describe('Last month, included'),
    householdSize: z.int().min(1).describe('Persons in the household'),
    incomePerMember: SignedMoney.describe('Average income of a person a month, EUR'),
  })
  .describe('An income declaration');

/** A stay in a group home (*uzturēšanās grupu mājā*). */
export const GroupHomeStayRecorded = z
  .strictObject({
    ...personal,
    groupHome: recordOf('group home'),
    movedInOn: CalendarDate.describe('First day in the home'),
    movedOutOn: CalendarDate.nullable().describe('Last day in the home, included'),
    fromMunicipality: Atvk.nullable().describe('Municipality from which the client came'),
  })
  .describe('A stay of a client in a group home');

/** A claim of money that follows the client (*nauda seko klientam*). */
export const SupportClaimed = z
  .strictObject({
    ...personal,
    service: recordOf('service that is claimed for'),
    leftCareOn: CalendarDate.describe('Last day in state care'),
    month: Month.describe('Month that is claimed for'),
    amount: SignedMoney.describe('Amount claimed, EUR'),
  })
  .describe('A claim of money that follows the client');

/** A group home (*grupu māja*). */
export const GroupHomeRecorded = z
  .strictObject({
    ...municipal,
    openedOn: CalendarDate.describe('First day'),
    closedOn: CalendarDate.nullable().describe('Last day'),
    places: z.int().min(1).describe('Number of places'),
  })
  .describe('A group home');

/** A financial report (*finanšu pārskats*). */
export const FinancialReported = z
  .strictObject({
    ...municipal,
    kind: openCode(FINANCIAL_REPORT_KINDS, 'Kind of the report'),
    periodFrom: Month.describe('First month'),
    periodTo: Month.describe('Last month, included'),
    lines: z
      .array(
        z.strictObject({
          serviceKind: openCode(SERVICE_KINDS, 'Kind of service'),
          persons: z.int().min(0).describe('Number of persons'),
          amount: z
            .string()
            .regex(/^[0-9]+\.[0-9]{2}$/)
            .describe('Amount, EUR'),
        }),
      )
      .describe('Lines of the report'),
    total: z
      .string()
      .regex(/^[0-9]+\.[0-9]{2}$/)
      .describe('Sum of the amounts, EUR'),
  })
  .describe('A financial report of a municipality');

/** A statistical report (*statistikas pārskats*). */
export const StatisticsReported = z
  .strictObject({
    ...municipal,
    form: openCode(STATISTICAL_FORMS, 'Form'),
    periodFrom: Month.describe('First month'),
    periodTo: Month.describe('Last month, included'),
    rows: z
      .array(
        z.strictObject({
          code: z.int().min(0).describe('Code of the row'),
          women: z.int().min(0).describe('Women'),
          men: z.int().min(0).describe('Men'),
          children: z.int().min(0).describe('Children among them'),
          total: z.int().min(0).describe('Total'),
        }),
      )
      .describe('Rows of the form'),
  })
  .describe('A statistical report of a municipality');
