import { createHash } from 'node:crypto';
import type { DatasetStructure } from '../datasets/structure.ts';
import type { Edition } from '../editions/edition.ts';
import { datasetAsCsv } from './csv.ts';
import { FILE_FORMATS, type FileFormat } from './formats.ts';
import { datasetAsJson } from './json.ts';

/** What can be said of a file without its content. */
export interface FileDigest {
  readonly format: FileFormat;
  readonly bytes: number;
  /** SHA-256, hexadecimal, in lower case. */
  readonly sha256: string;
}

/** An edition in one form, byte for byte as it is given out: its digest is announced. */
export interface Rendering extends FileDigest {
  readonly body: string;
}

function bodyOf(format: FileFormat, structure: DatasetStructure, edition: Edition): string {
  switch (format) {
    case 'CSV':
      return datasetAsCsv(structure, edition);
    case 'JSON':
      return JSON.stringify(datasetAsJson(structure, edition));
  }
}

/** An edition in all its forms. */
export const renderingsOf = (structure: DatasetStructure, edition: Edition): readonly Rendering[] =>
  FILE_FORMATS.map((format) => {
    const body = bodyOf(format, structure, edition);
    const sha256 = createHash('sha256').update(body, 'utf8').digest('hex');
    return { format, body, bytes: Buffer.byteLength(body, 'utf8'), sha256 };
  });
