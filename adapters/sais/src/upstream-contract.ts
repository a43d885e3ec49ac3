import { Guid, listOf, orEmpty, PageToken, WireFlag, WireNumber, WireVersion } from '@saite/adapter-kit/soap';
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
} from '@saite/contracts';
import { z } from 'zod';

/** Version of the schema that SAIS and we agreed on: `wsdl/SaisExchange.xsd`, shown with what is parked. */
export const SAIS_CONTRACT_VERSION = 'SaisExchange/v1-0';
/** Most persons in one request for payments. */
export const MOST_PERSONS = 100;

/** A payment (*izmaksa*) as SAIS sends it; every value is text on this wire. */
export const UpstreamPayment = z
  .strictObject({
    PaymentID: PaymentId,
    RecordVersion: WireVersion,
    PersonCode,
    Kind: PaymentKind,
    PeriodFrom: Month,
    PeriodTo: Month,
    Granted: Money,
    Paid: Money,
    Currency,
    Withdrawn: WireFlag,
  })
  .refine((payment) => payment.PeriodFrom <= payment.PeriodTo, {
    path: ['PeriodTo'],
    error: 'the period ends before it begins',
  });
export type UpstreamPayment = z.infer<typeof UpstreamPayment>;

/** A page of payments; each payment is read on its own, so that one that is wrong spoils no other. */
export const PaymentsAnswer = z.strictObject({
  AsOfChange: WireNumber,
  Payment: listOf(z.unknown()),
  AnsweredFor: listOf(PersonCode),
  NextPage: PageToken.optional(),
});
export type PaymentsAnswer = z.infer<typeof PaymentsAnswer>;

export const PaymentChangesAnswer = z.strictObject({
  FeedID: Guid,
  Change: listOf(z.strictObject({ ChangeNumber: WireNumber, Payment: z.unknown() })),
  LastChange: WireNumber,
  More: WireFlag,
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

/** What Saite asks of SAIS or tells it. */
export const RequestBody = z.union([
  z.strictObject({
    PaymentsRequest: z.strictObject({
      PersonCode: listOf(PersonCode).refine((codes) => codes.length >= 1 && codes.length <= MOST_PERSONS),
      PeriodFrom: Month,
      PeriodTo: Month,
      Page: PageToken.optional(),
    }),
  }),
  z.strictObject({
    PaymentChangesRequest: z.strictObject({
      FeedID: Guid.optional(),
      AfterChange: WireNumber,
      Limit: WireNumber,
    }),
  }),
  z.strictObject({
    CareNotice: z.strictObject({
      PlacementID: PlacementId,
      RecordVersion: WireVersion,
      PersonCode,
      InstitutionID: InstitutionId,
      AdmittedOn: CalendarDate,
      DischargedOn: CalendarDate.optional(),
      Withdrawn: WireFlag,
    }),
  }),
  z.strictObject({ CareNoticeStatusRequest: z.strictObject({ NoticeMessageID: Guid }) }),
]);
export type RequestBody = z.infer<typeof RequestBody>;
/** The same as it is written: every value is text. */
export type WrittenRequestBody = z.input<typeof RequestBody>;
