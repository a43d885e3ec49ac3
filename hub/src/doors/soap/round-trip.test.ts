import assert from 'node:assert/strict';
import { before, describe, it } from 'node:test';
import {
  type Facets,
  ITEM,
  type RecordShape,
  requestShape,
  responseNameOf,
  responseShape,
  SAITE_NAMESPACE,
  type Shape,
  SOAP_OPERATION_NAMES,
  SOAP_PATH,
} from '@saite/contracts/soap';
import { elementsOf, readXmlTree, textOf, type XmlElement } from '@saite/xml';
import fc from 'fast-check';
import { SOAP_LIMITS } from './envelope/index.ts';
import { readWsdl } from './operations.ts';
import { recordFromXml, recordToXml } from './values.ts';
import { WsdlServer } from './wsdl-server.ts';
import { XmlSchema } from './xml-schema.ts';
import { escapeXml } from './xml-text.ts';

type Fields = Record<string, unknown>;

const DAY = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2999-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString());
/** Texts that a reader or writer of XML may spoil. */
const TEXT = fc.oneof(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
  fc.constantFrom(
    ' a ',
    '\n',
    'a\n\n b',
    ']]>',
    '&amp;',
    '<Fault>',
    '</soap:Body>',
    '$value',
    '\u0001\uD800',
    'a\r\nb',
  ),
);

function textOfFacets({ base, patterns, values, ...limits }: Facets): fc.Arbitrary<unknown> {
  const number = {
    min: Number(limits.minInclusive ?? -1_000_000),
    max: Number(limits.maxInclusive ?? 2_147_483_647),
  };
  switch (base) {
    case 'boolean':
      return fc.boolean();
    case 'int':
    case 'long':
      return fc.integer(number);
    case 'date':
      return DAY.map((instant) => instant.slice(0, 10));
    case 'dateTime':
      return DAY;
    case 'string': {
      if (values) return fc.constantFrom(...values);
      const [pattern] = patterns;
      return pattern === undefined ? TEXT : textMatching(pattern);
    }
    default:
      return base satisfies never;
  }
}

/** Made once for each pattern: for most of them a table of all Unicode is built. */
const MATCHING = new Map<string, fc.Arbitrary<string>>();
function textMatching(pattern: string): fc.Arbitrary<string> {
  const known = MATCHING.get(pattern);
  if (known) return known;
  const made = fc.stringMatching(new RegExp(`^${pattern}$`, 'u'));
  MATCHING.set(pattern, made);
  return made;
}

function anyOf(shape: Shape): fc.Arbitrary<unknown> {
  switch (shape.kind) {
    case 'text':
      return textOfFacets(shape.facets);
    case 'list':
      return fc.array(anyOf(shape.item), { maxLength: 3 });
    case 'entries':
      return fc.dictionary(textMatching('[a-z]{1,9}'), TEXT, { maxKeys: 3 });
    case 'record':
      return recordOf(shape);
    default:
      return shape satisfies never;
  }
}

const recordOf = ({ fields }: RecordShape): fc.Arbitrary<Fields> =>
  fc.record(
    Object.fromEntries(
      fields.map(({ name, shape, nullable }) => [
        name,
        nullable ? fc.option(anyOf(shape), { nil: null }) : anyOf(shape),
      ]),
    ),
    { requiredKeys: fields.filter(({ optional }) => !optional).map(({ name }) => name) },
  );

/** What XML can carry of a value. */
function carried(value: unknown): unknown {
  if (typeof value === 'string')
    return value
      .toWellFormed()
      .replaceAll(/\r\n?/g, '\n')
      .replaceAll(/[^\t\n\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu, '\u{FFFD}');
  if (Array.isArray(value)) return value.map(carried);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, part]) => [name, carried(part)]));
}

/** Writes what a caller would, by another hand than the one that is tried. */
function written(shape: Shape, value: unknown): string {
  const fields: Fields = value !== null && typeof value === 'object' ? { ...value } : {};
  const element = (name: string, content: string) => `<${name}>${content}</${name}>`;
  switch (shape.kind) {
    case 'text':
      return escapeXml(String(value));
    case 'list':
      return Object.values(fields)
        .map((item) => element(ITEM, written(shape.item, item)))
        .join('');
    case 'entries':
      return '';
    case 'record':
      return shape.fields
        .filter(({ name }) => Object.hasOwn(fields, name))
        .map((field) => element(field.name, written(field.shape, fields[field.name])))
        .join('');
    default:
      return shape satisfies never;
  }
}

/** Reads an element as any reader of XML would. */
function readBy(shape: Shape, element: XmlElement): unknown {
  if (element.attributes.some(({ name, value }) => name === 'nil' && value === 'true')) return null;
  const items = elementsOf(element);
  switch (shape.kind) {
    case 'text': {
      const text = textOf(element) ?? '';
      if (shape.facets.base === 'boolean') return text === 'true';
      return ['int', 'long'].includes(shape.facets.base) ? Number(text) : text;
    }
    case 'list':
      return items.map((item) => readBy(shape.item, item));
    case 'entries':
      return Object.fromEntries(items.map((item) => elementsOf(item).map((part) => textOf(part) ?? '')));
    case 'record':
      return Object.fromEntries(
        items.map((item) => {
          const field = shape.fields.find(({ name }) => name === item.name);
          assert.ok(field && item.namespace === SAITE_NAMESPACE, item.name);
          return [item.name, readBy(field.shape, item)];
        }),
      );
    default:
      return shape satisfies never;
  }
}

const treeOf = (xml: string) => readXmlTree(Buffer.from(xml), { ...SOAP_LIMITS, bytes: 4_000_000 });

describe('what the SOAP doors read and write', () => {
  let schema: XmlSchema;
  let server: WsdlServer;
  before(async () => {
    schema = await XmlSchema.open('Saite.xsd');
    server = await WsdlServer.open({
      wsdl: await readWsdl('Saite'),
      service: 'Saite',
      port: 'Soap11',
      operations: SOAP_OPERATION_NAMES,
      path: SOAP_PATH,
    });
  });

  for (const name of SOAP_OPERATION_NAMES) {
    const request = requestShape(name);
    const answer = responseShape(name);

    it(`every request of ${name} that the schema takes is read as it was meant`, async () => {
      await fc.assert(
        fc.asyncProperty(recordOf(request), async (record) => {
          const xml = `<q:${name} xmlns:q="${SAITE_NAMESPACE}" xmlns="${SAITE_NAMESPACE}">${written(request, record)}</q:${name}>`;
          fc.pre(schema.isValid(xml));
          let found = '';
          await server.answer(xml, async (operation) => {
            found = operation;
            return {};
          });
          assert.equal(found, name);
          assert.deepEqual(recordFromXml(request, treeOf(xml)), carried(record));
        }),
        { numRuns: 15 },
      );
    });

    it(`every answer of ${name} is valid and says what was answered`, async () => {
      const empty = minimalOf(request);
      const xml = `<${name} xmlns="${SAITE_NAMESPACE}">${written(request, empty)}</${name}>`;
      await fc.assert(
        fc.asyncProperty(recordOf(answer), async (record) => {
          const text = await server.answer(xml, async () => recordToXml(answer, record));
          assert.deepEqual(schema.wrongFields(text, treeOf(text)), []);
          assert.equal(treeOf(text).name, responseNameOf(name));
          assert.deepEqual(readBy(answer, treeOf(text)), carried(record));
        }),
        { numRuns: 15 },
      );
    });
  }
});

/** Any request: the answer does not depend on it. */
const minimalOf = (shape: RecordShape): Fields =>
  fc.sample(recordOf(shape), { numRuns: 1, seed: 1 })[0] ?? {};
