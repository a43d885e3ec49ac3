import { createHash } from 'node:crypto';
import { openReceivedMessages, openRecordStore, type Received } from '@saite/adapter-kit/sandbox';
import { Instant } from '@saite/contracts';
import { type Clock, toInstant } from '@saite/runtime';
import { fileNameOf, type ItemReceipt, OutgoingFile } from '../outgoing/protocol.ts';
import type { XmlSchema } from '../xml/schema.ts';
import { type ArrivedDocument, contentOf } from './arrived-document.ts';

/** A file of the exchange that a municipality has. */
interface TakenFile {
  readonly recordVersion: 1;
  readonly fileName: string;
  readonly digest: string;
  /** When its receipts can be read, ms since 1970. */
  readonly readAt: number;
  readonly receipts: readonly ItemReceipt[];
}

/** A file that is wrong as a whole: nothing of it is taken. */
export class WrongFile extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.name = 'WrongFile';
    this.code = code;
  }
}

/** How a file is read: without delay and complaint, unless a fault says otherwise. */
export interface Reading {
  readonly delayMs: number;
  /** Code for which every item is refused that was not taken before. */
  readonly refuse?: string;
}

/** The folders of the municipalities, with what lies in them and what became of it. */
export interface DropFolders {
  /**
   * Takes a file.
   *
   * @throws WrongFile if it is not as the schema says, or contradicts its place
   */
  put(municipality: string, fileName: string, xml: string, how: Reading): Promise<'new' | 'same' | 'other'>;
  /** The receipts of a file; `undefined` if it is not there or not read yet. */
  receipts(
    fileName: string,
  ): { readonly readAt: Instant; readonly items: readonly ItemReceipt[] } | undefined;
  /** Everything that was taken, in the order of arrival. */
  inbox(): Received<ArrivedDocument>[];
  close(): Promise<void>;
}

export async function openDropFolders(folder: string, clock: Clock, schema: XmlSchema): Promise<DropFolders> {
  const files = await openRecordStore<TakenFile>(folder, 'sopa-files', (file) => file.fileName);
  const messages = await openReceivedMessages<ArrivedDocument>(folder, 'sopa', clock);
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: the same file may come twice at the same time. */
  const inTurn = <Result>(work: () => Promise<Result>): Promise<Result> => {
    const result = last.then(work, work);
    last = result.catch(() => {});
    return result;
  };

  const read = (municipality: string, fileName: string, xml: string): OutgoingFile => {
    const parsed = OutgoingFile.safeParse(schema.read(xml));
    if (!parsed.success) throw new WrongFile('SCHEMA_INVALID');
    const { Header, Items } = parsed.data;
    const isInPlace = Header.Receiver === municipality && Header.FileName === fileName;
    if (!isInPlace || fileNameOf(Header.Receiver, Header.Sequence) !== fileName)
      throw new WrongFile('HEADER_WRONG');
    if (Header.ItemCount !== Items.Item.length) throw new WrongFile('CONTROL_TOTAL_WRONG');
    return parsed.data;
  };
  /** A message is taken once, in whichever file it comes: in another one it has the same receipt. */
  const take = async (
    { Header, Items }: OutgoingFile,
    refuse: string | undefined,
  ): Promise<readonly ItemReceipt[]> => {
    const receipts: ItemReceipt[] = [];
    for (const item of Items.Item) {
      const { MessageID, ChildCode: childCode } = item;
      const known = messages.find(MessageID);
      if (!known && refuse !== undefined) {
        receipts.push({ MessageID, ErrorCode: refuse });
        continue;
      }
      const place = { fileName: Header.FileName, municipality: Header.Receiver };
      const taken = known ?? (await messages.take(MessageID, { ...place, childCode, ...contentOf(item) }));
      if (taken === 'conflict') throw new Error('a message that was not known is known with other content');
      receipts.push({ MessageID, Receipt: taken.receipt, ReceivedAt: Instant.parse(taken.receivedAt) });
    }
    return receipts;
  };

  return {
    put: (municipality, fileName, xml, { delayMs, refuse }) =>
      inTurn(async () => {
        const digest = createHash('sha256').update(xml).digest('hex');
        const known = files.get(fileName)?.content;
        if (known) return known.digest === digest ? 'same' : 'other';
        const receipts = await take(read(municipality, fileName, xml), refuse);
        const readAt = clock.now().getTime() + delayMs;
        await files.take([{ recordVersion: 1, fileName, digest, readAt, receipts }]);
        return 'new';
      }),
    receipts(fileName) {
      const file = files.get(fileName)?.content;
      if (!file || file.readAt > clock.now().getTime()) return undefined;
      return { readAt: toInstant(new Date(file.readAt)), items: file.receipts };
    },
    inbox: () => messages.all(),
    async close() {
      await files.close();
      await messages.close();
    },
  };
}
