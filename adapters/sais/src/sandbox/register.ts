import { changesAfter, IvisRefusal, pageOf, type ReceivedMessages } from '@saite/adapter-kit/sandbox';
import type { RequestBody } from '../upstream-contract.ts';
import type { ArrivedNotice } from './inbox.ts';
import { toWire, type WirePayment } from './payment.ts';
import type { PaymentStore } from './payment-store.ts';

export interface WirePaymentsAnswer {
  readonly AsOfChange: string;
  readonly Payment: readonly WirePayment[];
  readonly AnsweredFor: readonly string[];
  readonly NextPage?: string;
}

/** The body of an answer as it is written. */
export interface WireBody {
  readonly PaymentsAnswer?: WirePaymentsAnswer;
  readonly PaymentChangesAnswer?: object;
  readonly CareNoticeReceipt?: object;
  readonly CareNoticeStatus?: object;
}

export interface RegisterOptions {
  readonly payments: PaymentStore;
  readonly inbox: ReceivedMessages<ArrivedNotice>;
  /** Id of the feed of changes; another one if the register lost changes. */
  readonly feed: string;
  /** Most payments on a page. */
  readonly pageSize: number;
}

/** What SAIS does with each request. */
export class PlayedRegister {
  readonly #options: RegisterOptions;

  constructor(options: RegisterOptions) {
    this.#options = options;
  }

  /** @throws IvisRefusal if SAIS will not */
  async take(messageId: string, body: RequestBody): Promise<WireBody> {
    if ('PaymentsRequest' in body) return { PaymentsAnswer: this.#payments(body.PaymentsRequest) };
    if ('PaymentChangesRequest' in body)
      return { PaymentChangesAnswer: this.#changes(body.PaymentChangesRequest) };
    if ('CareNotice' in body)
      return { CareNoticeReceipt: await this.#takeNotice(messageId, body.CareNotice) };
    const notice = this.#options.inbox.find(body.CareNoticeStatusRequest.NoticeMessageID);
    return { CareNoticeStatus: notice ? { NoticeReceipt: receiptOf(notice) } : {} };
  }

  #payments(request: Extract<RequestBody, { PaymentsRequest: unknown }>['PaymentsRequest']) {
    const { payments, pageSize } = this.#options;
    const page = pageOf(request.PersonCode, request.Page, pageSize, (code) =>
      payments.of(code, request.PeriodFrom, request.PeriodTo),
    );
    if (!page) throw new IvisRefusal('INVALID_REQUEST', 'Page');
    return {
      AsOfChange: String(payments.last),
      Payment: page.records.map(toWire),
      AnsweredFor: page.answeredFor,
      ...(page.next === undefined ? {} : { NextPage: page.next }),
    };
  }

  #changes(request: Extract<RequestBody, { PaymentChangesRequest: unknown }>['PaymentChangesRequest']) {
    const { payments, feed } = this.#options;
    const isOurs = request.FeedID === undefined || request.FeedID === feed;
    const page = isOurs ? changesAfter(payments, request.AfterChange, request.Limit) : undefined;
    if (!page) throw new IvisRefusal('CURSOR_UNKNOWN', 'the feed or the change is not known');
    return {
      FeedID: feed,
      Change: page.changes.map(({ sequence, content }) => ({
        ChangeNumber: String(sequence),
        Payment: toWire(content),
      })),
      LastChange: String(page.last),
      More: String(page.more),
    };
  }

  async #takeNotice(messageId: string, notice: Extract<RequestBody, { CareNotice: unknown }>['CareNotice']) {
    const taken = await this.#options.inbox.take(messageId, {
      recordVersion: notice.RecordVersion,
      placementId: notice.PlacementID,
      personCode: notice.PersonCode,
      institutionId: notice.InstitutionID,
      admittedOn: notice.AdmittedOn,
      ...(notice.DischargedOn === undefined ? {} : { dischargedOn: notice.DischargedOn }),
      withdrawn: notice.Withdrawn,
    });
    if (taken === 'conflict') throw new IvisRefusal('MESSAGE_ID_TAKEN', 'taken with other content');
    return receiptOf(taken);
  }
}

const receiptOf = (notice: { messageId: string; receipt: string; receivedAt: string }) => ({
  NoticeMessageID: notice.messageId,
  Receipt: notice.receipt,
  ReceivedAt: notice.receivedAt,
});
