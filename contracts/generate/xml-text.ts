import type { Words } from '@saite/contracts/sopa';

/** Text as it stands in an attribute or between tags. */
export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const indented = (lines: readonly string[]): string[] => lines.map((line) => `  ${line}`);

/** An element with what stands in it, a line each. */
export const branch = (start: string, name: string, lines: readonly string[]): string[] => [
  `<${start}>`,
  ...indented(lines),
  `</${name}>`,
];

export const documentation = ({ lv, en }: Words, example?: string): string[] => [
  `<xs:documentation xml:lang="lv">${escaped(lv)}</xs:documentation>`,
  `<xs:documentation xml:lang="en">${escaped(en)}</xs:documentation>`,
  ...(example === undefined
    ? []
    : [`<xs:appinfo><Example xmlns="urn:saite:example">${escaped(example)}</Example></xs:appinfo>`]),
];

export const annotation = (words: Words, example?: string): string[] =>
  branch('xs:annotation', 'xs:annotation', documentation(words, example));

/** What stands at the head of a schema. */
export interface SchemaHead {
  readonly name: string;
  readonly namespace: string;
  readonly words: Words;
  /** Folder of the contracts that it is written from. */
  readonly from: string;
  /** Declarations of further namespaces. */
  readonly prefixes?: Readonly<Record<string, string>>;
}

/** Lines of the schema element. */
export function schemaLines(
  { name, namespace, words, prefixes = {} }: Omit<SchemaHead, 'from'>,
  lines: readonly string[],
): string[] {
  const head = [
    '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"',
    `           xmlns:tns="${namespace}"`,
    ...Object.entries(prefixes).map(([prefix, uri]) => `           xmlns:${prefix}="${uri}"`),
    `           targetNamespace="${namespace}"`,
    '           elementFormDefault="qualified" attributeFormDefault="unqualified" version="1.0">',
  ];
  const metadata = branch('xs:annotation', 'xs:annotation', [
    ...branch(
      'xs:appinfo',
      'xs:appinfo',
      branch('Metadata xmlns="http://ivis.eps.gov.lv/XMLSchemas/100001/Metadata/v1-0"', 'Metadata', [
        '<Contributor>Saite</Contributor>',
        '<Creator>Saite</Creator>',
        '<Date>2026-11-24</Date>',
        `<Description>${escaped(words.en)}</Description>`,
        `<Identifier>URN:IVIS:999003:XSD-${name}-v1-0</Identifier>`,
        '<Publisher>999003</Publisher>',
        '<Status>CANDIDATE</Status>',
      ]),
    ),
    ...documentation(words),
  ]);
  return [...head, ...indented([...metadata, ...lines]), '</xs:schema>'];
}

/** A generated XML file. */
export const xmlFile = (from: string, lines: readonly string[]): string =>
  `${['<?xml version="1.0" encoding="UTF-8"?>', `<!-- Written from ${from} by npm run generate. -->`, ...lines].join('\n')}\n`;

/** A schema as a file. */
export const schemaText = ({ from, ...head }: SchemaHead, lines: readonly string[]): string =>
  xmlFile(from, schemaLines(head, lines));
