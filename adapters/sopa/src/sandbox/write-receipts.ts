import { type ItemReceipt, RECEIPTS_NAMESPACE } from '../outgoing/protocol.ts';
import { branch, documentOf, leaf } from '../xml/write.ts';

/** The receipts for one file, as SOPA writes them. */
export const writeReceipts = (
  municipality: string,
  fileName: string,
  readAt: string,
  items: readonly ItemReceipt[],
): string =>
  documentOf('SopaReceipts', RECEIPTS_NAMESPACE, [
    branch('Header', [
      leaf('FileName', fileName),
      leaf('Sender', municipality),
      leaf('ReadAt', readAt),
      leaf('ItemCount', String(items.length)),
    ]),
    branch(
      'Items',
      items.map((item) =>
        branch('Item', [
          leaf('MessageID', item.MessageID),
          ...('Receipt' in item
            ? [leaf('Receipt', item.Receipt), leaf('ReceivedAt', item.ReceivedAt)]
            : [leaf('ErrorCode', item.ErrorCode)]),
        ]),
      ),
    ),
  ]);
