import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parentPort } from 'node:worker_threads';
import { ParseOption, XmlDocument, XmlLibError, XsdValidator } from 'libxml2-wasm';
import { READY, type SchemaAnswer, type SchemaQuestion } from './messages.ts';

/**
 * Checks texts against the schema of the import on a thread of its own, so that reading goes on meanwhile. libxml2
 * lies outside of the garbage collector's reach: each document is disposed of.
 */
const OPTIONS =
  ParseOption.XML_PARSE_NO_XXE |
  ParseOption.XML_PARSE_NONET |
  ParseOption.XML_PARSE_NOBLANKS | // a fifth faster: nodes for the space between elements are not made
  ParseOption.XML_PARSE_COMPACT;
/** What libxml2 says of an element that is wrong; the rest of it quotes the text. */
const WRONG_ELEMENT = /^Element '(?:\{[^}]*\})?([A-Za-z]{1,40})'/;

function openValidator(): XsdValidator {
  const file = fileURLToPath(import.meta.resolve('@saite/contracts/generated/xsd/SopaImport.xsd'));
  using document = XmlDocument.fromBuffer(readFileSync(file), { option: OPTIONS });
  return XsdValidator.fromDoc(document);
}

function check(validator: XsdValidator, text: Uint8Array): Omit<SchemaAnswer, 'id'> {
  try {
    using document = XmlDocument.fromBuffer(text, { option: OPTIONS });
    validator.validate(document);
    return { wrong: null };
  } catch (error) {
    if (!(error instanceof XmlLibError)) throw error;
    const first = error.details[0];
    return {
      wrong: {
        line: first?.line ?? 1,
        element: WRONG_ELEMENT.exec(first?.message ?? error.message)?.[1] ?? null,
      },
    };
  }
}

const port = parentPort;
if (port) {
  const validator = openValidator();
  port.on('message', ({ id, text }: SchemaQuestion) => {
    const answer: SchemaAnswer = { id, ...check(validator, text) };
    port.postMessage(answer);
  });
  port.postMessage(READY);
}
