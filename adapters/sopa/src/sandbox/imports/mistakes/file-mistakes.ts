import { gzipSync } from 'node:zlib';
import { CalendarDate, dayNumber } from '@saite/contracts';
import { type FileRuleCode, type ImportHeader, importFileName } from '@saite/contracts/sopa';
import { dateOf } from '../made/days.ts';
import { fileIdOf } from '../made/file-id.ts';
import type { Plain } from '../made/plain.ts';

export type MadeHeader = Plain<ImportHeader>;

/** How a file as a whole is made wrong: what its header says, its text piece by piece, or its bytes. */
export interface FileMistake {
  readonly header?: (header: MadeHeader, seed: number) => MadeHeader;
  readonly text?: (pieces: Iterable<string>) => Iterable<string>;
  readonly bytes?: (chunks: Iterable<Buffer>) => Iterable<Buffer>;
}

/** Rules that a file can break; the one that is left out is about the reader that was chosen. */
export type FileMistakeCode = Exclude<FileRuleCode, 'OUTSIDE_SUBSET'>;

/** The first time that a part stands in the text; pieces hold whole elements. */
const replaced = (part: string, by: string): FileMistake => ({
  *text(pieces) {
    let isDone = false;
    for (const piece of pieces) {
      yield isDone ? piece : piece.replace(part, () => by);
      isDone ||= piece.includes(part);
    }
  },
});
const beforeSender = (text: string): FileMistake => replaced('<Sender>', `${text}<Sender>`);
const header = (change: (header: MadeHeader, seed: number) => Partial<MadeHeader>): FileMistake => ({
  header: (made, seed) => ({ ...made, ...change(made, seed) }),
});
const totals = (
  change: (made: MadeHeader['controlTotals']) => Partial<MadeHeader['controlTotals']>,
): FileMistake =>
  header(({ controlTotals }) => ({ controlTotals: { ...controlTotals, ...change(controlTotals) } }));
const withSequence = ({ sender }: MadeHeader, sequence: number) => ({
  sequence,
  fileName: importFileName(sender, sequence),
});
const otherDay = (date: string, days: number): string => dateOf(dayNumber(CalendarDate.parse(date)) + days);

const DEEP = 40;
const LONG_TOKEN = 70_000;
const COMMENT = `<!--${' '.repeat(60_000)}-->`;
const COMMENTS = 20;
const CUT_OFF = 40;
/** A byte order mark, and two bytes that are no UTF-8. */
const MARK = Buffer.from([0xef, 0xbb, 0xbf]);
const NO_UTF8 = Buffer.from([0xc3, 0x28]);
/** The last day before today's municipalities. */
const BEFORE_REFORM = '2021-06-30';
const attributes = Array.from({ length: DEEP }, (_, at) => ` xmlns:a${at}="urn:a:${at}"`).join('');

/** How each level-1 rule comes to be broken. */
export const FILE_MISTAKES: { readonly [Code in FileMistakeCode]: FileMistake } = {
  EMPTY: { bytes: () => [] },
  COMPRESSED: {
    *bytes(chunks) {
      for (const chunk of chunks) yield gzipSync(chunk); // members one after the other are one gzip file
    },
  },
  BYTE_ORDER_MARK: {
    *bytes(chunks) {
      yield MARK;
      yield* chunks;
    },
  },
  ENCODING: {
    *bytes(chunks) {
      let isDone = false;
      for (const chunk of chunks) {
        const at: number = isDone ? -1 : chunk.indexOf('</FileName>');
        isDone ||= at >= 0;
        yield at < 0 ? chunk : Buffer.concat([chunk.subarray(0, at), NO_UTF8, chunk.subarray(at)]);
      }
    },
  },
  NOT_WELL_FORMED: replaced('</Sequence>', '</Sequenc>'),
  TRUNCATED: {
    *bytes(chunks) {
      let last: Buffer | undefined;
      for (const chunk of chunks) {
        if (last) yield last;
        last = chunk;
      }
      if (last) yield last.subarray(0, -CUT_OFF);
    },
  },
  DOCUMENT_TYPE: replaced('<SopaImport', '<!DOCTYPE SopaImport>\n<SopaImport'),
  PROCESSING_INSTRUCTION: beforeSender('<?print now?>'),
  TOO_DEEP: beforeSender(`${'<a>'.repeat(DEEP)}${'</a>'.repeat(DEEP)}`),
  TOKEN_TOO_LONG: beforeSender(`<!--${' '.repeat(LONG_TOKEN)}-->`),
  RECORD_TOO_LARGE: beforeSender(COMMENT.repeat(COMMENTS)),
  TOO_MANY_ATTRIBUTES: replaced('<SopaImport', `<SopaImport${attributes}`),
  SCHEMA_INVALID: replaced('/SopaImport/v1-0"', '/SopaImport/v1-1"'),
  SENDER_UNKNOWN: header(() => ({ periodFrom: BEFORE_REFORM, periodTo: BEFORE_REFORM })),
  SENDER_WRONG: header(({ sender, sequence }) => {
    const other = sender === '0002000' ? '0003000' : '0002000';
    return { sender: other, fileName: importFileName(other, sequence) };
  }),
  FILE_NAME_WRONG: header(({ fileName }) => ({ fileName: fileName.replace('SOPA', 'SAITE') })),
  FILE_ID_TAKEN: header(({ sender, sequence }, seed) => ({ fileId: fileIdOf(seed, sender, sequence - 1) })),
  SEQUENCE_TAKEN: header((made) => withSequence(made, made.sequence - 1)),
  SEQUENCE_WRONG: header((made) => withSequence(made, made.sequence + 1)),
  PERIOD_ENDS_BEFORE_START: header(({ periodFrom }) => ({ periodTo: otherDay(periodFrom, -1) })),
  PERIOD_IN_FUTURE: header(() => ({ periodTo: '2199-12-31' })),
  PERIOD_NOT_NEXT: header(({ periodFrom }) => ({ periodFrom: otherDay(periodFrom, -1) })),
  CORRECTS_MISFITS: header(({ sequence }) => ({ corrects: sequence })),
  CREATED_BEFORE_PERIOD: header(({ periodFrom }) => ({ createdAt: `${otherDay(periodFrom, -1)}T10:00:00Z` })),
  COUNT_DIFFERS: totals(({ persons }) => ({ persons: persons + 1 })),
  AMOUNT_DIFFERS: totals(({ amount }) => ({ amount: amount + 1 })),
};

/** Mistakes about a file that was accepted before. */
export const NEEDS_ACCEPTED_FILE: ReadonlySet<FileMistakeCode> = new Set([
  'FILE_ID_TAKEN',
  'SEQUENCE_TAKEN',
  'PERIOD_NOT_NEXT',
]);

export const isFileMistake = (code: string): code is FileMistakeCode => Object.hasOwn(FILE_MISTAKES, code);
