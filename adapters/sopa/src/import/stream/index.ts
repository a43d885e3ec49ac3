import type { XmlRecordStream, XmlStreamOptions } from './port.ts';
import { RecordStream } from './record-stream.ts';
import { StrictReader } from './strict-reader.ts';
import { SubsetReader } from './subset-reader.ts';

/** What reads XML: all of it strictly (saxes), or a proven part of it (node-xml-stream). */
export const XML_READERS = ['strict', 'node-xml-stream'] as const;
export type XmlReader = (typeof XML_READERS)[number];

/** @see docs/why/0005-xml-record-stream.md */
export function openXmlRecordStream(reader: XmlReader, options: XmlStreamOptions): XmlRecordStream {
  return new RecordStream(reader === 'strict' ? new StrictReader(options) : new SubsetReader(options));
}
