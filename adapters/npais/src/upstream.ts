import {
  answerOfAnother,
  type ChangesPage,
  invalidAnswer,
  type RecordChange,
  type RecordsPage,
  readPages,
  type Upstream,
  UpstreamError,
} from '@saite/adapter-kit';
import type { PersonCode } from '@saite/contracts';
import type { Receipt } from './contract/deliveries.ts';
import type { WrittenDeliveryBody } from './contract/messages.ts';
import { MOST_RECORDS } from './contract/records.ts';
import { childOf, type NpaisRecord, type NpaisRecordKind, readRecord } from './read-record.ts';
import type { SubmitToNpais } from './soap-client.ts';

/** NPAIS as the adapter sees it: its operations, with every answer checked before it is handed on. */
export class Npais {
  readonly #upstream: Upstream;
  readonly #submit: SubmitToNpais;

  constructor(upstream: Upstream, submit: SubmitToNpais) {
    this.#upstream = upstream;
    this.#submit = submit;
  }

  /** Decisions and crises of children, page by page. @throws UpstreamError at the first page not to be taken */
  records(codes: readonly PersonCode[]): AsyncGenerator<RecordsPage<NpaisRecord>> {
    return readPages(codes, async (token) => {
      const answer = await this.#upstream.call('records', async (context) => {
        const page = token === undefined ? {} : { Page: token };
        const body = { RecordsRequest: { ChildCode: [...codes], ...page } };
        return expected((await this.#submit(body, context)).RecordsAnswer, 'RecordsAnswer');
      });
      const records = [
        ...answer.Decision.map((content) => readRecord('decision', content)),
        ...answer.Crisis.map((content) => readRecord('crisis', content)),
      ];
      return {
        page: { records, answeredFor: answer.AnsweredFor, asOf: answer.AsOfChange },
        persons: records.map(({ kind, personCode }) => ({
          code: personCode,
          path: kind === 'decision' ? 'Decision.ChildCode' : 'Crisis.ChildCode',
        })),
        answeredFor: answer.AnsweredFor,
        next: answer.NextPage,
      };
    });
  }

  /**
   * Changes of all children after one of them.
   *
   * @param feed absent if the feed was never read
   * @returns `cursor-unknown` if NPAIS no longer knows the feed or the change: read from the beginning
   */
  async changes(
    feed: string | undefined,
    after: number,
    limit: number,
  ): Promise<ChangesPage<NpaisRecord> | 'cursor-unknown'> {
    const body = {
      RecordChangesRequest: {
        ...(feed === undefined ? {} : { FeedID: feed }),
        AfterChange: String(after),
        Limit: String(Math.min(limit, MOST_RECORDS)),
      },
    };
    try {
      const answer = await this.#upstream.call('changes', async (context) =>
        expected((await this.#submit(body, context)).RecordChangesAnswer, 'RecordChangesAnswer'),
      );
      const changes = answer.Change.map((change) =>
        'Decision' in change
          ? asChange('decision', change.ChangeNumber, change.Decision)
          : asChange('crisis', change.ChangeNumber, change.Crisis),
      );
      return { feed: answer.FeedID, changes, last: answer.LastChange, more: answer.More };
    } catch (error) {
      if (error instanceof UpstreamError && error.registerCode === 'CURSOR_UNKNOWN') return 'cursor-unknown';
      throw error;
    }
  }

  /**
   * Delivers a document to an orphan's court. NPAIS takes a message id once and gives the same receipt ever after.
   *
   * @returns the number of the receipt
   * @throws UpstreamError `REFUSED` with NPAIS's own code if it will not take it
   */
  async deliver(messageId: string, body: WrittenDeliveryBody): Promise<string> {
    return this.#upstream.call('deliver', async (context) => {
      const { DeliveryReceipt } = await this.#submit(body, context, messageId);
      return numberOf(expected(DeliveryReceipt, 'DeliveryReceipt'), messageId);
    });
  }

  /** The receipt of a message that NPAIS took; `undefined` if it took none with that id. */
  async receiptOf(messageId: string): Promise<string | undefined> {
    const body = { DeliveryStatusRequest: { DeliveredMessageID: messageId } };
    return this.#upstream.call('delivery-status', async (context) => {
      const { DeliveryStatus } = await this.#submit(body, context);
      const { DeliveryReceipt } = expected(DeliveryStatus, 'DeliveryStatus');
      return DeliveryReceipt && numberOf(DeliveryReceipt, messageId);
    });
  }
}

const asChange = (kind: NpaisRecordKind, number: number, content: unknown): RecordChange<NpaisRecord> => ({
  number,
  kind,
  personCode: childOf(content),
  read: () => readRecord(kind, content),
});

const expected = <Part>(part: Part | undefined, path: string): Part => {
  if (part === undefined) throw invalidAnswer(`Body.${path}`);
  return part;
};

const numberOf = (receipt: Receipt, messageId: string): string => {
  if (receipt.DeliveredMessageID !== messageId) throw answerOfAnother('DeliveredMessageID');
  return receipt.Receipt;
};
