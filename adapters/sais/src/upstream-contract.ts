import {
  CalendarDate,
  Currency,
  InstitutionId,
  Money,
  Month,
  PaymentId,
  PaymentKind,
  PersonCode,
  PlacementId,
  RecordVersion,
} from '@saite/contracts';
import { z } from 'zod';

/** Version of the schema that SAIS and we agreed on: `wsdl/SaisExchange.xsd`, shown with what is parked. */
export const SAIS_CONTRACT_VERSION = 'SaisExchange/v1-0';
/** Largest request and largest answer, bytes. */
export const MESSAGE_LIMIT_BYTES = 4 * 1024 * 1024;
/** Most persons in one request for payments. */
export const MOST_PERSONS = 100;

const WholeNumber = z
  .string()
  .regex(/^(0|[1-9][0-9]{0,14})$/)
  .transform(Number);
const Version = z
  .string()
  .regex(/^[1-9][0-9]{0,9}$/)
  .transform(Number)
  .pipe(RecordVersion);
const Flag = z.enum(['true', 'false']).transform((text) => text === 'true');
const Guid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/);
const PageToken = z.string().regex(/^[A-Za-z0-9._-]{1,200}$/);

/** XML does not say whether an element that stands once is a list. */
const many = <Item extends z.ZodType>(item: Item) =>
  z.preprocess((given) => (given === undefined ? [] : Array.isArray(given) ? given : [given]), z.array(item));
/** An element without content reads as no text. */
const orEmpty = <Content extends z.ZodType>(content: Content) =>
  z.preprocess((given) => (given === null || given === '' ? {} : given), content);

/** A payment (*izmaksa*) as SAIS sends it; every value is text on this wire. */
export const UpstreamPayment = z
  .strictObject({
    PaymentID: PaymentId,
    RecordVersion: Version,
    PersonCode,
    Kind: PaymentKind,
    PeriodFrom: Month,
    PeriodTo: Month,
    Granted: Money,
    Paid: Money,
    Currency,
    Withdrawn: Flag,
  })
  .refine((payment) => payment.PeriodFrom <= payment.PeriodTo, {
    path: ['PeriodTo'],
    error: 'the period ends before it begins',
  });
export type UpstreamPayment = z.infer<typeof UpstreamPayment>;

/** A page of payments; each payment is read on its own, so that one that is wrong spoils no other. */
export const PaymentsAnswer = z.strictObject({
  AsOfChange: WholeNumber,
  Payment: many(z.unknown()),
  AnsweredFor: many(PersonCode),
  NextPage: PageToken.optional(),
});
export type PaymentsAnswer = z.infer<typeof PaymentsAnswer>;

export const PaymentChangesAnswer = z.strictObject({
  FeedID: Guid,
  Change: many(z.strictObject({ ChangeNumber: WholeNumber, Payment: z.unknown() })),
  LastChange: WholeNumber,
  More: Flag,
});
export type PaymentChangesAnswer = z.infer<typeof PaymentChangesAnswer>;

export const Receipt = z.strictObject({
  NoticeMessageID: Guid,
  Receipt: z.string().regex(/^[A-Za-z0-9._:-]{1,64}$/),
  ReceivedAt: z.string(),
});
export type Receipt = z.infer<typeof Receipt>;

export const ResponseBody = z.strictObject({
  PaymentsAnswer: PaymentsAnswer.optional(),
  PaymentChangesAnswer: PaymentChangesAnswer.optional(),
  CareNoticeReceipt: Receipt.optional(),
  CareNoticeStatus: orEmpty(z.strictObject({ NoticeReceipt: Receipt.optional() })).optional(),
});
export type ResponseBody = z.infer<typeof ResponseBody>;

/** The envelope of every answer, before its body is believed. */
export const ResponseEnvelope = z.strictObject({
  Header: z.strictObject({
    MessageID: z.string(),
    MessageType: z.string(),
    TransactionID: z.string(),
    CorrelationID: z.string(),
    TimeStamp: z.string(),
    Result: z.enum(['success', 'error']),
  }),
  Body: z.unknown().optional(),
  ErrorList: z
    .strictObject({
      Error: many(
        z.strictObject({
          ErrorCode: z.string().regex(/^[A-Z][A-Z0-9_]{0,63}$/),
          ErrorSeverity: z.enum(['ERROR', 'WARNING']),
          ErrorDescription: z.unknown().optional(),
        }),
      ),
    })
    .optional(),
});

/** What Saite asks of SAIS or tells it. */
export const RequestBody = z.union([
  z.strictObject({
    PaymentsRequest: z.strictObject({
      PersonCode: many(PersonCode).refine((codes) => codes.length >= 1 && codes.length <= MOST_PERSONS),
      PeriodFrom: Month,
      PeriodTo: Month,
      Page: PageToken.optional(),
    }),
  }),
  z.strictObject({
    PaymentChangesRequest: z.strictObject({
      FeedID: Guid.optional(),
      AfterChange: WholeNumber,
      Limit: WholeNumber,
    }),
  }),
  z.strictObject({
    CareNotice: z.strictObject({
      PlacementID: PlacementId,
      RecordVersion: Version,
      PersonCode,
      InstitutionID: InstitutionId,
      AdmittedOn: CalendarDate,
      DischargedOn: CalendarDate.optional(),
      Withdrawn: Flag,
    }),
  }),
  z.strictObject({ CareNoticeStatusRequest: z.strictObject({ NoticeMessageID: Guid }) }),
]);
export type RequestBody = z.infer<typeof RequestBody>;
/** The same as it is written: every value is text. */
export type WrittenRequestBody = z.input<typeof RequestBody>;

/** A request whole, as the register reads it. */
export const Request = z.strictObject({
  Header: z.strictObject({
    MessageID: Guid,
    MessageType: z.string(),
    TransactionID: z.string(),
    CorrelationID: Guid.optional(),
    TimeStamp: z.string(),
  }),
  Body: RequestBody,
});
export type Request = z.infer<typeof Request>;

/** Path of the first field that is wrong. Paths are names of the contract, never values. */
export function errorPath(error: z.ZodError): string {
  const [issue] = error.issues;
  return issue ? issue.path.map(String).join('.') || '(whole)' : '(whole)';
}
