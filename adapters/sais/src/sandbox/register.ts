import { IvisRefusal } from '@saite/adapter-kit/sandbox';
import type { RequestBody } from '../upstream-contract.ts';
import type { Inbox } from './inbox.ts';
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
  readonly inbox: Inbox;
  /** Id of the feed of changes; another one if the register lost changes. */
  readonly feed: string;
  /** Most payments on a page. */
  readonly pageSize: number;
}

const MOST_CHANGES = 5_000;

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
    if ('CareNotice' in body) return { CareNoticeReceipt: await this.#take(messageId, body.CareNotice) };
    const notice = this.#options.inbox.find(body.CareNoticeStatusRequest.NoticeMessageID);
    return { CareNoticeStatus: notice ? { NoticeReceipt: receiptOf(notice) } : {} };
  }

  /** A page goes on with `<place of the person>.<last change given>`, so changes between pages skip nothing. */
  #payments(request: Extract<RequestBody, { PaymentsRequest: unknown }>['PaymentsRequest']) {
    const { payments, pageSize } = this.#options;
    const token = /^(\d{1,3})\.(\d{1,15})$/.exec(request.Page ?? '0.0');
    if (!token) throw new IvisRefusal('INVALID_REQUEST', 'Page');
    let after = Number(token[2]);
    const found: WirePayment[] = [];
    const answered: string[] = [];
    const AsOfChange = String(payments.last);
    for (let place = Number(token[1]); place < request.PersonCode.length; place += 1) {
      const code = request.PersonCode[place];
      if (code === undefined) break;
      for (const { sequence, content } of payments.of(code, request.PeriodFrom, request.PeriodTo)) {
        if (sequence <= after) continue;
        if (found.length === pageSize)
          return { AsOfChange, Payment: found, AnsweredFor: answered, NextPage: `${place}.${after}` };
        found.push(toWire(content));
        after = sequence;
      }
      answered.push(code);
      after = 0;
    }
    return { AsOfChange, Payment: found, AnsweredFor: answered };
  }

  #changes(request: Extract<RequestBody, { PaymentChangesRequest: unknown }>['PaymentChangesRequest']) {
    const { payments, feed } = this.#options;
    const unknownFeed = request.FeedID !== undefined && request.FeedID !== feed;
    if (unknownFeed || request.AfterChange > payments.last)
      throw new IvisRefusal('CURSOR_UNKNOWN', 'the feed or the change is not known');
    const limit = Math.min(Math.max(request.Limit, 1), MOST_CHANGES);
    const changes = payments.changesAfter(request.AfterChange, limit);
    const last = changes.length === limit ? (changes.at(-1)?.sequence ?? payments.last) : payments.last;
    return {
      FeedID: feed,
      Change: changes.map(({ sequence, content }) => ({
        ChangeNumber: String(sequence),
        Payment: toWire(content),
      })),
      LastChange: String(last),
      More: String(last < payments.last),
    };
  }

  async #take(messageId: string, notice: Extract<RequestBody, { CareNotice: unknown }>['CareNotice']) {
    const taken = await this.#options.inbox.take({
      messageId,
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
