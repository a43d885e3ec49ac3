import { type Adapter, isOutage, openRequest, UpstreamError } from '@saite/adapter-kit';
import { faultPoint } from '@saite/runtime';
import { choose } from './choose.ts';
import { type Exchange, FileRefused } from './exchange.ts';
import type { FileStore } from './file-store.ts';
import type { OpenFile } from './file-tables.ts';
import { CONTRACT_VERSION, fileNameOf } from './protocol.ts';
import { writeFile, writeItem } from './write-file.ts';

/** Questions without receipts after which the file is put in once more: SOPA may have lost it. */
const PUT_AGAIN_AFTER = 4;

export interface Sending {
  readonly adapter: Adapter;
  readonly files: FileStore;
  readonly exchange: Exchange;
  /** Told when deliveries ended. */
  readonly onSettled: () => void;
}

/**
 * The next step for one municipality: makes a file of what waits, puts it into the folder, or reads its receipts.
 * The file's bytes are made from the sealed items each time, so a crash or a lost answer puts in the same file.
 *
 * @throws UpstreamError for an outage; then nothing has changed
 */
export async function sendNext(sending: Sending, municipality: string): Promise<'more' | 'idle'> {
  const { adapter, files, onSettled } = sending;
  const file = await files.open(municipality);
  if (!file) {
    const isMade = await files.make(municipality, (due) => choose(adapter, due));
    if (isMade) onSettled(); // some of it may have ended without being sent
    return isMade ? 'more' : 'idle';
  }
  if (file.nextAt > adapter.clock.now()) return 'idle';
  try {
    return await bringOn(sending, file);
  } catch (error) {
    if (!(error instanceof UpstreamError) || isOutage(error)) throw error;
    if (error instanceof FileRefused) return await refuse(sending, file, error.reason);
    await park(adapter, file, error.code, error.path);
    await files.postpone(file);
    return 'idle';
  }
}

async function bringOn({ adapter, files, exchange, onSettled }: Sending, file: OpenFile) {
  const { municipality, sequence } = file;
  const fileName = fileNameOf(municipality, sequence);
  if (!file.taken || (file.asked > 0 && file.asked % PUT_AGAIN_AFTER === 0)) {
    const outcome = await exchange.put(municipality, fileName, bytesOf(adapter, file));
    // Ours lost the number, or writes otherwise than before: the receipts tell which of the items SOPA has.
    if (outcome === 'name-taken') await park(adapter, file, 'FILE_NAME_TAKEN', 'FileName');
    faultPoint('delivery.after-send');
    await files.taken(file);
  }
  const receipts = await exchange.receipts(municipality, fileName);
  if (!receipts) {
    await files.postpone(file);
    return 'idle';
  }
  // Before it counts as settled: whoever is ended between the two does both again.
  await adapter.parked.resolve([parkedItem(file)]);
  const missing = await files.settle(file, receipts.Items.Item);
  if (missing > 0)
    adapter.log.error('sopa.receipts-missing', {
      part: adapter.name,
      code: 'RECEIPT_MISSING',
      count: missing,
    });
  onSettled();
  return 'more';
}

function bytesOf(adapter: Adapter, file: OpenFile): string {
  const items = file.items.map(({ messageId, content }) =>
    writeItem(adapter.keys, messageId, openRequest(adapter, content)),
  );
  return writeFile(file, items);
}

async function refuse({ adapter, files, onSettled }: Sending, file: OpenFile, reason: string) {
  await park(adapter, file, reason, '');
  await files.refuse(file, reason);
  onSettled();
  return 'more' as const;
}

const parkedItem = ({ municipality, sequence }: OpenFile): string =>
  `file:${fileNameOf(municipality, sequence)}`;

async function park({ parked, log, name }: Adapter, file: OpenFile, reason: string, errorPath: string) {
  log.error('sopa.file-not-taken', { part: name, code: reason });
  await parked.park([{ item: parkedItem(file), reason, errorPath }], CONTRACT_VERSION);
}
