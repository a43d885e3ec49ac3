import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import jsonld from 'jsonld';
import { Parser, Store } from 'n3';
import SHACLValidator from 'rdf-validate-shacl';
import type { JsonDocument } from '../json-document.ts';

const FOLDER = join(import.meta.dirname, 'dcat-ap-3.0.1');

/** The published shapes: what must be there, what class each thing has, what should be there. */
export type ShapesFile = 'shapes' | 'range' | 'shapes_recommended';

/** The triples of a JSON-LD document; whatever would have to be fetched for it fails. */
export async function triplesOf(document: JsonDocument): Promise<Store> {
  const documentLoader = async (url: string): Promise<never> => {
    throw new Error(`a document must stand alone, and asks for ${url}`);
  };
  const quads = await jsonld.toRDF(structuredClone(document), {
    format: 'application/n-quads',
    documentLoader,
  });
  return new Store(new Parser({ format: 'N-Quads' }).parse(String(quads)));
}

/** What is wrong with a document by the shapes: a line each, with the path and the message. */
export async function complaintsOf(document: JsonDocument, shapes: ShapesFile): Promise<string[]> {
  const text = await readFile(join(FOLDER, `${shapes}.ttl`), 'utf8');
  const validator = new SHACLValidator(new Store(new Parser().parse(text)));
  const report = await validator.validate(await triplesOf(document));
  return report.results.map(
    ({ focusNode, path, message }) =>
      `${focusNode?.value} ${JSON.stringify(path)} ${message.map(({ value }) => value).join(' ')}`,
  );
}
