import {
  changesAfter,
  IvisRefusal,
  type PersonRecords,
  pageOf,
  type Received,
  type ReceivedMessages,
} from '@saite/adapter-kit/sandbox';
import type { DeliveryBody, RequestBody } from '../contract/messages.ts';
import { type ArrivedDelivery, arrivedOf } from './inbox.ts';
import { type SandboxRecord, toWire, type WireCrisis, type WireDecision } from './records.ts';

export interface WireRecordsAnswer {
  readonly AsOfChange: string;
  readonly Decision: readonly WireDecision[];
  readonly Crisis: readonly WireCrisis[];
  readonly AnsweredFor: readonly string[];
  readonly NextPage?: string;
}

/** The body of an answer as it is written. */
export interface WireBody {
  readonly RecordsAnswer?: WireRecordsAnswer;
  readonly RecordChangesAnswer?: object;
  readonly DeliveryReceipt?: object;
  readonly DeliveryStatus?: object;
}

export interface RegisterOptions {
  readonly records: PersonRecords<SandboxRecord>;
  readonly inbox: ReceivedMessages<ArrivedDelivery>;
  /** Id of the feed of changes; another one if the register lost changes. */
  readonly feed: string;
  /** Most records on a page. */
  readonly pageSize: number;
  /** Whether new deliveries are refused: the fault `refuse-delivery`. */
  readonly refuses: () => boolean;
}

type RequestOf<Element extends string> = Extract<RequestBody, { [Name in Element]: unknown }>[Element];

/** What NPAIS does with each request. */
export class PlayedRegister {
  readonly #options: RegisterOptions;

  constructor(options: RegisterOptions) {
    this.#options = options;
  }

  /** @throws IvisRefusal if NPAIS will not */
  async take(messageId: string, body: RequestBody): Promise<WireBody> {
    if ('RecordsRequest' in body) return { RecordsAnswer: this.#records(body.RecordsRequest) };
    if ('RecordChangesRequest' in body)
      return { RecordChangesAnswer: this.#changes(body.RecordChangesRequest) };
    if (!('DeliveryStatusRequest' in body))
      return { DeliveryReceipt: await this.#takeDelivery(messageId, body) };
    const taken = this.#options.inbox.find(body.DeliveryStatusRequest.DeliveredMessageID);
    return { DeliveryStatus: taken ? { DeliveryReceipt: receiptOf(taken) } : {} };
  }

  #records(request: RequestOf<'RecordsRequest'>): WireRecordsAnswer {
    const { records, pageSize } = this.#options;
    const page = pageOf(request.ChildCode, request.Page, pageSize, (code) => records.of(code));
    if (!page) throw new IvisRefusal('INVALID_REQUEST', 'Page');
    const wire = page.records.map(toWire);
    return {
      AsOfChange: String(records.last),
      Decision: wire.flatMap((record) => ('Decision' in record ? record.Decision : [])),
      Crisis: wire.flatMap((record) => ('Crisis' in record ? record.Crisis : [])),
      AnsweredFor: page.answeredFor,
      ...(page.next === undefined ? {} : { NextPage: page.next }),
    };
  }

  #changes(request: RequestOf<'RecordChangesRequest'>): object {
    const { records, feed } = this.#options;
    const isOurs = request.FeedID === undefined || request.FeedID === feed;
    const page = isOurs ? changesAfter(records, request.AfterChange, request.Limit) : undefined;
    if (!page) throw new IvisRefusal('CURSOR_UNKNOWN', 'the feed or the change is not known');
    return {
      FeedID: feed,
      Change: page.changes.map(({ sequence, content }) => ({
        ChangeNumber: String(sequence),
        ...toWire(content),
      })),
      LastChange: String(page.last),
      More: String(page.more),
    };
  }

  async #takeDelivery(messageId: string, body: DeliveryBody): Promise<object> {
    if (this.#options.refuses()) throw new IvisRefusal('COURT_UNKNOWN', 'no court of that id is known');
    const taken = await this.#options.inbox.take(messageId, arrivedOf(body));
    if (taken === 'conflict') throw new IvisRefusal('MESSAGE_ID_TAKEN', 'taken with other content');
    return receiptOf(taken);
  }
}

const receiptOf = ({ messageId, receipt, receivedAt }: Received<ArrivedDelivery>) => ({
  DeliveredMessageID: messageId,
  Receipt: receipt,
  ReceivedAt: receivedAt,
});
