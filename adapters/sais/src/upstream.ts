import { answerOfAnother, invalidAnswer, readPages, type Upstream, UpstreamError } from '@saite/adapter-kit';
import { errorPath } from '@saite/adapter-kit/soap';
import {
  type CalendarDate,
  type InstitutionId,
  type Month,
  PersonCode,
  type PlacementId,
  RecordId,
} from '@saite/contracts';
import type { SubmitToSais } from './soap-client.ts';
import { type Receipt, type ResponseBody, UpstreamPayment } from './upstream-contract.ts';

/** A payment that cannot be read, with the path of the field that is wrong. */
export interface RefusedPayment {
  readonly errorPath: string;
  /** Absent if not even the person can be told. */
  readonly personCode: PersonCode | undefined;
  readonly paymentId: RecordId | undefined;
}
/** One payment of an answer: read or refused. */
export type ReadPayment = { readonly payment: UpstreamPayment } | RefusedPayment;

/** A page of payments of the persons who were asked for, and of nobody else. */
export interface PaymentsPage {
  readonly payments: readonly ReadPayment[];
  /** Persons whose payments are complete with this page. */
  readonly answeredFor: readonly PersonCode[];
  /** Change of the register's feed up to which this page holds. */
  readonly asOf: number;
}

/** One change of the feed, which tells of everybody: read only once it is known to concern us. */
export interface PaymentChange {
  readonly number: number;
  /** Absent if it cannot be told. */
  readonly personCode: PersonCode | undefined;
  readonly read: () => ReadPayment;
}
export interface ChangesPage {
  readonly feed: string;
  readonly changes: readonly PaymentChange[];
  readonly last: number;
  readonly more: boolean;
}

/** How a placement stands, as SAIS is told it. */
export interface CareNotice {
  readonly placementId: PlacementId;
  readonly recordVersion: number;
  readonly personCode: PersonCode;
  readonly institutionId: InstitutionId;
  readonly admittedOn: CalendarDate;
  readonly dischargedOn?: CalendarDate | undefined;
  readonly withdrawn: boolean;
}

/** SAIS as the adapter sees it: its operations, with every answer checked before it is handed on. */
export class Sais {
  readonly #upstream: Upstream;
  readonly #submit: SubmitToSais;

  constructor(upstream: Upstream, submit: SubmitToSais) {
    this.#upstream = upstream;
    this.#submit = submit;
  }

  /** Payments of persons, page by page. @throws UpstreamError at the first page that must not be taken */
  payments(codes: readonly PersonCode[], from: Month, to: Month): AsyncGenerator<PaymentsPage> {
    return readPages(codes, async (token) => {
      const answer = await this.#upstream.call('payments', async (context) => {
        const body = {
          PaymentsRequest: {
            PersonCode: [...codes],
            PeriodFrom: from,
            PeriodTo: to,
            ...(token === undefined ? {} : { Page: token }),
          },
        };
        return expected((await this.#submit(body, context)).PaymentsAnswer, 'PaymentsAnswer');
      });
      const payments = answer.Payment.map(readPayment);
      return {
        page: { payments, answeredFor: answer.AnsweredFor, asOf: answer.AsOfChange },
        persons: payments.map((read, index) => ({
          code: 'payment' in read ? read.payment.PersonCode : read.personCode,
          path: `Payment.${index}.PersonCode`,
        })),
        answeredFor: answer.AnsweredFor,
        next: answer.NextPage,
      };
    });
  }

  /**
   * Changes of all persons after one of them.
   *
   * @param feed absent if the feed was never read
   * @returns `cursor-unknown` if SAIS no longer knows the feed or the change: read from the beginning
   */
  async changes(
    feed: string | undefined,
    after: number,
    limit: number,
  ): Promise<ChangesPage | 'cursor-unknown'> {
    const body = {
      PaymentChangesRequest: {
        ...(feed === undefined ? {} : { FeedID: feed }),
        AfterChange: String(after),
        Limit: String(limit),
      },
    };
    try {
      const answer = await this.#upstream.call('changes', async (context) =>
        expected((await this.#submit(body, context)).PaymentChangesAnswer, 'PaymentChangesAnswer'),
      );
      const changes = answer.Change.map(({ ChangeNumber, Payment }) => ({
        number: ChangeNumber,
        personCode: personOf(Payment),
        read: () => readPayment(Payment),
      }));
      return { feed: answer.FeedID, changes, last: answer.LastChange, more: answer.More };
    } catch (error) {
      if (error instanceof UpstreamError && error.registerCode === 'CURSOR_UNKNOWN') return 'cursor-unknown';
      throw error;
    }
  }

  /** Tells SAIS how a placement stands. SAIS takes a message id once and gives the same receipt ever after. */
  async tell(messageId: string, notice: CareNotice): Promise<Receipt> {
    const body = {
      CareNotice: {
        PlacementID: notice.placementId,
        RecordVersion: String(notice.recordVersion),
        PersonCode: notice.personCode,
        InstitutionID: notice.institutionId,
        AdmittedOn: notice.admittedOn,
        ...(notice.dischargedOn === undefined ? {} : { DischargedOn: notice.dischargedOn }),
        Withdrawn: notice.withdrawn ? ('true' as const) : ('false' as const),
      },
    };
    return this.#upstream.call('care-notice', async (context) => {
      const answer = await this.#submit(body, context, messageId);
      return ofMessage(expected(answer.CareNoticeReceipt, 'CareNoticeReceipt'), messageId);
    });
  }

  /** The receipt of a message that SAIS took; `undefined` if it took none with that id. */
  async receiptOf(messageId: string): Promise<Receipt | undefined> {
    const body = { CareNoticeStatusRequest: { NoticeMessageID: messageId } };
    return this.#upstream.call('care-notice-status', async (context) => {
      const answer: ResponseBody = await this.#submit(body, context);
      const { NoticeReceipt } = expected(answer.CareNoticeStatus, 'CareNoticeStatus');
      return NoticeReceipt ? ofMessage(NoticeReceipt, messageId) : undefined;
    });
  }
}

const expected = <Part>(part: Part | undefined, path: string): Part => {
  if (part === undefined) throw invalidAnswer(`Body.${path}`);
  return part;
};
const ofMessage = (receipt: Receipt, messageId: string): Receipt => {
  if (receipt.NoticeMessageID !== messageId) throw answerOfAnother('NoticeMessageID');
  return receipt;
};

/** Reads one payment; of one that is wrong it keeps only whose it is and which one. */
function readPayment(content: unknown): ReadPayment {
  const read = UpstreamPayment.safeParse(content);
  if (read.success) return { payment: read.data };
  return {
    errorPath: `Payment.${errorPath(read.error)}`,
    personCode: personOf(content),
    paymentId: RecordId.safeParse(fieldsOf(content).PaymentID).data,
  };
}

const personOf = (content: unknown): PersonCode | undefined =>
  PersonCode.safeParse(fieldsOf(content).PersonCode).data;

const fieldsOf = (content: unknown): Readonly<Record<string, unknown>> =>
  typeof content === 'object' && content !== null ? { ...content } : {};
