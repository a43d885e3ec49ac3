import { orEmpty } from '@saite/adapter-kit/soap';
import { z } from 'zod';
import {
  CareAlertMessage,
  ContactReportMessage,
  DeliveryStatusRequest,
  DiscrepancyMessage,
  FamilySurveyMessage,
  Receipt,
} from './deliveries.ts';
import { RecordChangesAnswer, RecordChangesRequest, RecordsAnswer, RecordsRequest } from './records.ts';

/** Version of the schema that NPAIS and we agreed on: `wsdl/NpaisExchange.xsd`, shown with what is parked. */
export const NPAIS_CONTRACT_VERSION = 'NpaisExchange/v1-0';

/** What is delivered to an orphan's court through NPAIS. */
export const DeliveryBody = z
  .union([
    z.strictObject({ ContactReport: ContactReportMessage }),
    z.strictObject({ CareAlert: CareAlertMessage }),
    z.strictObject({ FamilySurvey: FamilySurveyMessage }),
    z.strictObject({ Discrepancy: DiscrepancyMessage }),
  ])
  .describe('What is delivered');
export type DeliveryBody = z.infer<typeof DeliveryBody>;
/** The same as it is written: every value is text. */
export type WrittenDeliveryBody = z.input<typeof DeliveryBody>;

/** What Saite asks of NPAIS or delivers through it. */
export const RequestBody = z
  .union([
    z.strictObject({ RecordsRequest }),
    z.strictObject({ RecordChangesRequest }),
    z.strictObject({ DeliveryStatusRequest }),
    DeliveryBody,
  ])
  .describe('What is asked or delivered');
export type RequestBody = z.infer<typeof RequestBody>;
export type WrittenRequestBody = z.input<typeof RequestBody>;

export const ResponseBody = z
  .strictObject({
    RecordsAnswer: RecordsAnswer.optional(),
    RecordChangesAnswer: RecordChangesAnswer.optional(),
    DeliveryReceipt: Receipt.optional(),
    DeliveryStatus: orEmpty(
      z.strictObject({
        DeliveryReceipt: Receipt.optional().describe('Receipt; absent if no such message was taken'),
      }),
    )
      .optional()
      .describe('Whether a message was taken'),
  })
  .describe('What is answered');
export type ResponseBody = z.infer<typeof ResponseBody>;
