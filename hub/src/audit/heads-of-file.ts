import type { AuditPublicKey } from '@saite/identity';
import { FIRST_HEAD } from './canonical.ts';
import type { Fault } from './faults.ts';
import { headHash, isSigned } from './heads.ts';
import { headLine } from './heads-file.ts';
import { HeadRow } from './rows.ts';

/** The heads that a file holds beside the database, by number, and what is wrong with the file itself. */
export interface KnownHeads {
  readonly heads: ReadonlyMap<number, HeadRow>;
  readonly faults: readonly Fault[];
}

/**
 * Reads a file of heads. Only heads that follow each other and are signed count.
 *
 * @param text some hundred bytes a day
 */
export function readHeadsFile(text: string, keys: ReadonlyMap<string, AuditPublicKey>): KnownHeads {
  const heads = new Map<number, HeadRow>();
  const faults: Fault[] = [];
  let previous: HeadRow | undefined;
  for (const [index, line] of text.split('\n').slice(0, -1).entries()) {
    const head = headIn(line);
    const key = head && keys.get(head.key_id);
    const follows =
      head && (!previous || (head.number === previous.number + 1 && head.previous === headHash(previous)));
    const begins = head && (head.number !== 1 || head.previous === FIRST_HEAD.toString('hex'));
    if (head && key && follows && begins && isSigned(head, key)) {
      heads.set(head.number, head);
    } else {
      const code = head && !key ? 'HEAD_OF_ANOTHER_KEY' : 'HEADS_FILE_CHANGED';
      faults.push({ code, line: index + 1, ...(head && { head: head.number, position: head.position }) });
    }
    previous = head ?? previous;
  }
  return { heads, faults };
}

function headIn(line: string): HeadRow | undefined {
  try {
    const { type: _type, ...rest } = JSON.parse(line);
    const head = HeadRow.parse(rest);
    return headLine(head) === `${line}\n` ? head : undefined;
  } catch {
    return undefined;
  }
}
