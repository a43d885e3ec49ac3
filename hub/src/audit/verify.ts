import type { AuditPublicKey } from '@saite/identity';
import { canonicalJson, FIRST_HASH, FIRST_HEAD, linkHash } from './canonical.ts';
import { targetOf } from './embargoes.ts';
import { type EntryLine, ExportLine } from './export-lines.ts';
import type { Fault, FaultCode, FaultPlace } from './faults.ts';
import { Gaps } from './gaps.ts';
import { headHash, isSigned } from './heads.ts';
import type { KnownHeads } from './heads-of-file.ts';
import type { EntryRow, HeadRow } from './rows.ts';

/** What became of a verification. */
export interface Verdict {
  readonly entries: number;
  readonly heads: number;
  /** Entries that wait for the sealer: nothing is said about them yet. */
  readonly waiting: number;
  /** The first faults, in the order in which they were found. */
  readonly faults: readonly Fault[];
  /** How many there are in all. */
  readonly faultCount: number;
}

/** A link that was taken. */
interface Seen {
  readonly position: number;
  readonly id: string;
  readonly previous: string;
  /** What the next link may hold: the hash that is written, and the one that the entry has. */
  readonly hashes: readonly string[];
}

const MOST_FAULTS = 1_000;
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Holds an export against its own hashes, its signed heads, and the heads that were kept elsewhere: line by line, with
 * the same memory for any number of entries.
 */
export class TrailVerifier {
  readonly #keys: ReadonlyMap<string, AuditPublicKey>;
  readonly #known: KnownHeads | undefined;
  readonly #faults: Fault[] = [];
  readonly #gaps = new Gaps();
  /** Hashes of links that a head kept elsewhere bears, by position. */
  readonly #hashAt = new Map<number, string>();
  #faultCount = 0;
  #line = 0;
  #entries = 0;
  #heads = 0;
  #waiting = 0;
  #ended = false;
  /** The link before, and the one before that. */
  #last: Seen = { position: 0, id: '', previous: '', hashes: [FIRST_HASH.toString('hex')] };
  #lastButOne: Seen | undefined;
  /** A link that does not follow the one before it; what is wrong shows in the next one. */
  #loose: Seen | undefined;
  #lastHead: { readonly head: HeadRow; readonly isTrusted: boolean } | undefined;

  /** @param known heads of a file that was kept elsewhere */
  constructor(keys: readonly AuditPublicKey[], known?: KnownHeads) {
    this.#keys = new Map(keys.map((key) => [key.keyId, key]));
    this.#known = known;
    for (const head of known?.heads.values() ?? []) this.#hashAt.set(head.position, head.hash);
    for (const { code, ...place } of known?.faults ?? []) this.#tell(code, place);
  }

  /** Takes the next line, without its end. */
  take(bytes: Uint8Array): void {
    this.#line += 1;
    const line = readLine(bytes);
    const isFirst = this.#line === 1;
    if (!line || this.#ended || isFirst !== (line.type === 'export')) {
      this.#tell('LINE_UNREADABLE', { line: this.#line });
      return;
    }
    switch (line.type) {
      case 'export':
        return;
      case 'entry':
        this.#entries += 1;
        this.#takeEntry(line);
        return;
      case 'head': {
        this.#heads += 1;
        const { type: _type, ...head } = line;
        this.#takeHead(head);
        return;
      }
      case 'unchained':
        this.#endChain();
        if (line.pending) this.#waiting += 1;
        else this.#tell('ENTRY_NOT_CHAINED', { id: line.entry.entry_id });
        return;
      case 'stray-embargo':
        this.#endChain();
        this.#tell('EMBARGO_UNTOLD', { id: line.embargo.embargo_id });
        return;
      case 'end':
        this.#ended = true;
        if (line.entries !== this.#entries || line.heads !== this.#heads)
          this.#tell('FILE_INCOMPLETE', { line: this.#line });
        return;
      default:
        line satisfies never;
    }
  }

  /** Says what was found, once all lines were taken. */
  end(): Verdict {
    this.#endChain();
    if (!this.#ended) this.#tell('FILE_INCOMPLETE', { line: this.#line });
    if (this.#heads === 0) this.#tell('HEAD_LOST', { head: 1 });
    this.#tellHeadsAhead();
    return {
      entries: this.#entries,
      heads: this.#heads,
      waiting: this.#waiting,
      faults: this.#faults,
      faultCount: this.#faultCount,
    };
  }

  /** The first head that was kept elsewhere and comes after all that are here: the later ones say the same. */
  #tellHeadsAhead(): void {
    const last = this.#lastHead?.head.number ?? 0;
    const ahead = [...(this.#known?.heads.values() ?? [])].find(({ number }) => number > last);
    if (!ahead) return;
    if (ahead.position > this.#last.position)
      this.#tell('TAIL_CUT', { head: ahead.number, position: this.#last.position + 1 });
    else this.#tell('HEAD_LOST', { head: ahead.number });
  }

  #takeEntry(line: EntryLine): void {
    const { position, entry_id: id, previous_hash: previous, hash } = line;
    const place = { position, id };
    if (position <= this.#last.position) {
      const isAnother = position === this.#last.position && id !== this.#last.id;
      const wasMissed = this.#gaps.fill(position);
      this.#tell(wasMissed ? 'ENTRY_REORDERED' : isAnother ? 'ENTRY_INSERTED' : 'ENTRY_DOUBLED', place);
      return;
    }
    const own = line.entry && linkHash(Buffer.from(previous, 'hex'), line.entry).toString('hex');
    const isWhole = own === hash && line.entry?.entry_id === id;
    const link: Seen = { position, id, previous, hashes: own === null ? [hash] : [hash, own] };
    if (own === null) this.#tell('ENTRY_LOST', place);
    else if (!isWhole) this.#tell('ENTRY_CHANGED', place);
    const kept = this.#hashAt.get(position);
    if (kept !== undefined && kept !== hash) this.#tell('CHAIN_REWRITTEN', { position });
    if (line.entry) this.#checkEmbargo(line.entry, line);
    const isNext = position === this.#last.position + 1;
    if (!isNext) this.#gaps.open(this.#last.position + 1, position - 1);
    const areSwapped = isNext && this.#follow(link, isWhole);
    if (!isNext) this.#settle();
    this.#lastButOne = this.#last;
    // Of two that were swapped the first is the one that the next link follows.
    this.#last = areSwapped ? { ...link, hashes: this.#last.hashes } : link;
  }

  /**
   * Holds a link against the one before it, and the one before that.
   *
   * @returns whether the two were swapped
   */
  #follow(link: Seen, isWhole: boolean): boolean {
    const loose = this.#loose;
    const skipsOne = this.#lastButOne?.hashes.includes(link.previous) ?? false;
    this.#loose = undefined;
    if (loose && skipsOne) {
      const areSwapped = link.hashes.includes(loose.previous);
      this.#tell(areSwapped ? 'ENTRY_REORDERED' : 'ENTRY_INSERTED', {
        position: loose.position,
        id: loose.id,
      });
      return areSwapped;
    }
    if (loose) this.#tellLost(loose);
    if (this.#last.hashes.includes(link.previous)) return false;
    if (skipsOne) this.#tell('ENTRY_INSERTED', { position: this.#last.position, id: this.#last.id });
    else if (isWhole) this.#loose = link;
    return false;
  }

  /** No more links come: what was passed over is lost. */
  #endChain(): void {
    this.#settle();
    for (const { from, to } of this.#gaps.takeLeft()) this.#tell('ENTRY_LOST', { position: from, to });
  }

  #settle(): void {
    if (this.#loose) this.#tellLost(this.#loose);
    this.#loose = undefined;
  }

  /** Nothing that is there leads to a link: what did was taken out, and the positions closed up. */
  #tellLost({ position }: Seen): void {
    this.#tell('ENTRY_LOST', { position });
  }

  #checkEmbargo({ operation, target, entry_id: id }: EntryRow, { position, embargo }: EntryLine): void {
    const tells = operation === 'embargoAuditEntries';
    const fits = tells ? embargo !== undefined && targetOf(embargo) === target : embargo === undefined;
    if (!fits) this.#tell('EMBARGO_CHANGED', { position, id });
  }

  #takeHead(head: HeadRow): void {
    const place = { head: head.number, position: head.position };
    const before = this.#lastHead;
    const number = before?.head.number ?? 0;
    if (head.number <= number) {
      this.#tell('HEAD_MISPLACED', place);
      return;
    }
    if (head.number > number + 1) this.#tell('HEAD_LOST', { head: number + 1 });
    const key = this.#keys.get(head.key_id);
    const isTrusted = key !== undefined && isSigned(head, key);
    this.#lastHead = { head, isTrusted };
    if (!isTrusted) {
      this.#tell(key ? 'HEAD_CHANGED' : 'HEAD_OF_ANOTHER_KEY', place);
      return;
    }
    const previous = before ? headHash(before.head) : FIRST_HEAD.toString('hex');
    const follows = head.number > number + 1 || head.previous === previous || before?.isTrusted === false;
    if (!follows) this.#tell('HEAD_CHANGED', place);
    this.#holdAgainstChain(head);
  }

  #holdAgainstChain(head: HeadRow): void {
    const place = { head: head.number, position: head.position };
    const kept = this.#known?.heads.get(head.number);
    const { position, hashes } = this.#last;
    if (kept && headHash(kept) !== headHash(head)) this.#tell('CHAIN_REWRITTEN', place);
    else if (head.position > position) this.#tell('TAIL_CUT', { head: head.number, position: position + 1 });
    else if (head.position < position) this.#tell('HEAD_MISPLACED', place);
    else if (!hashes.includes(head.hash)) this.#tell('CHAIN_REWRITTEN', place);
  }

  #tell(code: FaultCode, place: FaultPlace): void {
    const last = this.#faults.at(-1);
    // A head that was kept elsewhere and the one that is here tell of the same.
    if (code === 'CHAIN_REWRITTEN' && last?.code === code && last.position === place.position) return;
    this.#faultCount += 1;
    if (this.#faults.length < MOST_FAULTS) this.#faults.push({ code, ...place });
  }
}

/** A line by its form, if it is written in no other way than an export does. */
function readLine(bytes: Uint8Array): ExportLine | undefined {
  try {
    const text = decoder.decode(bytes);
    const line = ExportLine.parse(JSON.parse(text));
    return canonicalJson(line) === text ? line : undefined;
  } catch {
    return undefined;
  }
}
