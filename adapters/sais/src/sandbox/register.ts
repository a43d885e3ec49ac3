import { randomUUID } from 'node:crypto';
import type { Clock } from '@saite/runtime';
import { errorPath, Request, type RequestBody } from '../upstream-contract.ts';
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

/** An error of the register's own list. */
class Refusal extends Error {
  readonly code: string;
  constructor(code: string, description: string) {
    super(description);
    this.name = 'Refusal';
    this.code = code;
  }
}

export interface RegisterOptions {
  readonly payments: PaymentStore;
  readonly inbox: Inbox;
  readonly clock: Clock;
  /** Id of the feed of changes; another one if the register lost changes. */
  readonly feed: string;
  /** Most payments on a page. */
  readonly pageSize: number;
}

const MOST_CHANGES = 5_000;

/** SAIS's side of `SubmitSync`: a request in, an answer out, errors as its own list of them. */
export class PlayedRegister {
  readonly #options: RegisterOptions;

  constructor(options: RegisterOptions) {
    this.#options = options;
  }

  async submit(content: unknown) {
    const request = Request.safeParse(content);
    if (!request.success)
      return this.#answer(undefined, undefined, new Refusal('INVALID_REQUEST', errorPath(request.error)));
    const { Header, Body } = request.data;
    try {
      return this.#answer(Header, await this.#bodyOf(Header.MessageID, Body));
    } catch (error) {
      if (error instanceof Refusal) return this.#answer(Header, undefined, error);
      throw error;
    }
  }

  #answer(header: Request['Header'] | undefined, body: WireBody | undefined, refusal?: Refusal) {
    return {
      Header: {
        MessageID: randomUUID(),
        MessageType: header?.MessageType ?? 'URN:IVIS:999001:XSD-SaisExchange-v1-0-TYPE-Error',
        TransactionID: header?.TransactionID ?? 'URN:IVIS:999001:SAIS-v1-0',
        CorrelationID: header?.MessageID ?? '00000000-0000-0000-0000-000000000000',
        TimeStamp: this.#options.clock.now().toISOString(),
        Result: refusal ? 'error' : 'success',
      },
      ...(body ? { Body: body } : {}),
      ...(refusal
        ? {
            ErrorList: {
              Error: [{ ErrorCode: refusal.code, ErrorSeverity: 'ERROR', ErrorDescription: refusal.message }],
            },
          }
        : {}),
    };
  }

  async #bodyOf(messageId: string, body: RequestBody): Promise<WireBody> {
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
    if (!token) throw new Refusal('INVALID_REQUEST', 'Page');
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
      throw new Refusal('CURSOR_UNKNOWN', 'the feed or the change is not known');
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
    if (taken === 'conflict') throw new Refusal('MESSAGE_ID_TAKEN', 'taken with other content');
    return receiptOf(taken);
  }
}

const receiptOf = (notice: { messageId: string; receipt: string; receivedAt: string }) => ({
  NoticeMessageID: notice.messageId,
  Receipt: notice.receipt,
  ReceivedAt: notice.receivedAt,
});
