import { Atvk } from '@saite/contracts';
import {
  type ImportHeader,
  type ObjectRuleCode,
  readImportHeader,
  SOPA_DATA_SETS,
  SOPA_KIND_LIST,
  SOPA_KINDS,
  type SopaKind,
} from '@saite/contracts/sopa';
import type { FileContext } from '../../../import/rules/cards.ts';
import { checkObject } from '../../../import/rules/check-object.ts';
import { openXmlRecordStream } from '../../../import/stream/index.ts';
import type { RecordRead, XmlNode } from '../../../import/stream/port.ts';

/** A rule that an object of a file breaks by itself. */
export interface JudgedObject {
  readonly code: ObjectRuleCode;
  readonly kind: SopaKind;
  readonly id: string;
  readonly line: number;
}

export interface JudgedFile {
  readonly header: ImportHeader;
  readonly objects: number;
  readonly broken: readonly JudgedObject[];
}

const lists = new Set(SOPA_DATA_SETS.map(({ list }) => list));

function brokenOf<Kind extends SopaKind>(
  kind: Kind,
  node: XmlNode,
  file: FileContext,
  line: number,
): JudgedObject[] {
  const { read, idOf } = SOPA_KINDS[kind];
  const record = read(node);
  return checkObject(kind, record, file).map((code) => ({ code, kind, id: idOf(record), line }));
}

/**
 * Reads a file as the import does and asks the rules that look at one object and the period of the file.
 *
 * @throws XmlRefused if it must not be taken
 */
export function judge(chunks: Iterable<Uint8Array>): JudgedFile {
  const stream = openXmlRecordStream('strict', { lists });
  const parts = [...chunks].flatMap((chunk) => [...stream.write(chunk)]);
  parts.push(...stream.end());
  const records = parts.filter((part): part is RecordRead => part.kind === 'record');
  const [first, ...objects] = records;
  if (!first) throw new Error('the file has no header');
  const header = readImportHeader(first.node);
  const file: FileContext = {
    sender: Atvk.parse(header.sender),
    sequence: header.sequence,
    periodFrom: header.periodFrom,
    periodTo: header.periodTo,
  };
  const broken = objects.flatMap(({ node, place }) =>
    SOPA_KIND_LIST.filter((kind) => SOPA_KINDS[kind].element === node.name).flatMap((kind) =>
      brokenOf(kind, node, file, place.line),
    ),
  );
  return { header, objects: objects.length, broken };
}
