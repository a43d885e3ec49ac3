import {
  FileError,
  ObjectError,
  ResultHeader,
  readerOf,
  SOPA_KIND_LIST,
  SOPA_KINDS,
  SOPA_RESULT_NAMESPACE,
  type SopaKind,
} from '@saite/contracts/sopa';
import { SaiteError } from '@saite/runtime';
import { openXmlRecordStream } from '../../../import/stream/index.ts';
import type { XmlPart } from '../../../import/stream/port.ts';

/** What a result file (*rezultāta datne*) says, part by part: it may hold more errors than memory. */
export type ResultPart =
  | { readonly part: 'header'; readonly header: ResultHeader }
  | { readonly part: 'file-error'; readonly error: FileError }
  | { readonly part: 'object-error'; readonly error: ObjectError };

const LISTS: ReadonlySet<string> = new Set(['FileErrors', 'ObjectErrors']);
const ROOT = 'SopaImportResult';
const readHeader = readerOf(ResultHeader);
const readFileError = readerOf(FileError);
const readObjectError = readerOf(ObjectError);

const wrong = () => new SaiteError('RESULT_NOT_VALID', 'The result file is not one of an import.');

function partOf(read: XmlPart): ResultPart | undefined {
  if (read.kind === 'list') return undefined;
  if (read.kind === 'root') {
    if (read.name !== ROOT || !read.startTag.includes(`"${SOPA_RESULT_NAMESPACE}"`)) throw wrong();
    return undefined;
  }
  const { list, node } = read;
  if (list === undefined && node.name === 'Header') return { part: 'header', header: readHeader(node) };
  if (list === 'FileErrors') return { part: 'file-error', error: readFileError(node) };
  if (list === 'ObjectErrors') return { part: 'object-error', error: readObjectError(node) };
  throw wrong();
}

/**
 * Reads a result file while it arrives, as SOPA does.
 *
 * @throws SaiteError `RESULT_NOT_VALID` if it is not one, XmlRefused or RecordMismatch if it is not as agreed
 */
export async function* readResult(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<ResultPart, void> {
  const stream = openXmlRecordStream('strict', { lists: LISTS });
  for await (const chunk of chunks) yield* parts(stream.write(chunk));
  yield* parts(stream.end());
}

function* parts(read: readonly XmlPart[]): Generator<ResultPart> {
  for (const one of read) {
    const part = partOf(one);
    if (part) yield part;
  }
}

const KINDS: ReadonlyMap<string, SopaKind> = new Map(
  SOPA_KIND_LIST.flatMap((kind): [string, SopaKind][] => [
    [SOPA_KINDS[kind].element, kind],
    [`Deleted${SOPA_KINDS[kind].element}`, kind],
  ]),
);

/** The kind of object that an error is about. */
export function kindOfError({ object }: ObjectError): SopaKind {
  const kind = KINDS.get(object);
  if (kind === undefined) throw wrong();
  return kind;
}
