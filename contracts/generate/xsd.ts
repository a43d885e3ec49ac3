import {
  deletionType,
  type Facet,
  type Field,
  type FieldTable,
  ImportHeader,
  ImportResult,
  type RecordType,
  type SimpleType,
  SOPA_DATA_SETS,
  SOPA_IMPORT_NAMESPACE,
  SOPA_IMPORT_ROOT,
  SOPA_KINDS,
  SOPA_RESULT_NAMESPACE,
} from '@saite/contracts/sopa';
import { annotation, branch, escaped, schemaText } from './xml-text.ts';

function facetLines({ facet, value, words }: Facet): string[] {
  const start = `xs:${facet} value="${escaped(value)}"`;
  return words ? branch(start, `xs:${facet}`, annotation(words)) : [`<${start}/>`];
}

const simpleLines = (type: SimpleType<unknown>): string[] =>
  branch(
    `xs:simpleType name="${type.name}"`,
    'xs:simpleType',
    branch(`xs:restriction base="${type.base}"`, 'xs:restriction', type.facets.flatMap(facetLines)),
  );

function occurrence({ occurs, most }: Field<unknown>): string {
  const limit = Number.isFinite(most) ? String(most) : 'unbounded';
  switch (occurs) {
    case 'one':
      return '';
    case 'optional':
      return ' minOccurs="0"';
    case 'some':
      return ` maxOccurs="${limit}"`;
    case 'any':
      return ` minOccurs="0" maxOccurs="${limit}"`;
    default:
      return occurs satisfies never;
  }
}

/** Collects the types of one schema, each once, in the order in which they are first used. */
class Types {
  readonly #lines = new Map<string, readonly string[]>();

  /** Describes a record and whatever it holds. */
  record(type: RecordType<FieldTable>): void {
    if (this.#lines.has(type.name)) return;
    const elements = Object.entries(type.fields).flatMap(([name, field]) => this.#element(name, field));
    this.#lines.set(
      type.name,
      branch(`xs:complexType name="${type.name}"`, 'xs:complexType', [
        ...annotation(type.words),
        ...branch('xs:sequence', 'xs:sequence', elements),
      ]),
    );
  }

  #element(name: string, field: Field<unknown>): string[] {
    const { type, words, example } = field;
    const isRecord = 'record' in type;
    if (isRecord) this.record(type.record);
    else if (!this.#lines.has(type.name)) this.#lines.set(type.name, simpleLines(type));
    const typeName = isRecord ? type.record.name : type.name;
    return branch(
      `xs:element name="${name}" type="tns:${typeName}"${occurrence(field)}`,
      'xs:element',
      annotation(words, isRecord ? undefined : (example ?? type.example)),
    );
  }

  add(name: string, lines: readonly string[]): void {
    this.#lines.set(name, lines);
  }

  lines(): string[] {
    return [...this.#lines.values()].flatMap((lines) => ['', ...lines]);
  }
}

const listType = (list: string): string => `${list}Type`;

/** The schema of SOPA's import file: a header and the nine data sets. */
export function importSchema(): string {
  const types = new Types();
  types.record(ImportHeader);
  for (const { list, words, kinds } of SOPA_DATA_SETS) {
    const choices = kinds.flatMap((kind) => {
      const { element, type } = SOPA_KINDS[kind];
      const deletion = deletionType(kind);
      types.record(type);
      types.record(deletion);
      return [
        ...branch(
          `xs:element name="${element}" type="tns:${type.name}"`,
          'xs:element',
          annotation(type.words),
        ),
        ...branch(
          `xs:element name="Deleted${element}" type="tns:${deletion.name}"`,
          'xs:element',
          annotation(deletion.words),
        ),
      ];
    });
    types.add(
      list,
      branch(`xs:complexType name="${listType(list)}"`, 'xs:complexType', [
        ...annotation(words),
        ...branch('xs:choice minOccurs="0" maxOccurs="unbounded"', 'xs:choice', choices),
      ]),
    );
  }
  const root = branch(`xs:element name="${SOPA_IMPORT_ROOT}"`, 'xs:element', [
    ...annotation({ lv: 'Pašvaldības dienas datne', en: "A municipality's file" }),
    ...branch(
      'xs:complexType',
      'xs:complexType',
      branch('xs:sequence', 'xs:sequence', [
        ...branch(
          'xs:element name="Header" type="tns:HeaderType"',
          'xs:element',
          annotation(ImportHeader.words),
        ),
        ...SOPA_DATA_SETS.flatMap(({ list, words }) =>
          branch(
            `xs:element name="${list}" type="tns:${listType(list)}" minOccurs="0"`,
            'xs:element',
            annotation(words),
          ),
        ),
      ]),
    ),
  ]);
  return schemaText(
    {
      from: 'contracts/src/sopa',
      name: 'SopaImport',
      namespace: SOPA_IMPORT_NAMESPACE,
      words: {
        lv: 'Pašvaldības sociālā dienesta dati no SOPA: viena datne dienā. UTF-8 bez baitu secības zīmes, bez DOCTYPE un apstrādes instrukcijām.',
        en: "Data of a municipality's social service from SOPA: one file a day. UTF-8 without a byte order mark, without DOCTYPE and processing instructions.",
      },
    },
    [...root, ...types.lines()],
  );
}

/** The schema of the result file. */
export function resultSchema(): string {
  const types = new Types();
  types.record(ImportResult);
  const root = branch(
    `xs:element name="SopaImportResult" type="tns:${ImportResult.name}"`,
    'xs:element',
    annotation(ImportResult.words),
  );
  return schemaText(
    {
      from: 'contracts/src/sopa',
      name: 'SopaImportResult',
      namespace: SOPA_RESULT_NAMESPACE,
      words: {
        lv: 'Importa rezultāta datne: katrai saņemtajai datnei, pieņemtai vai noraidītai.',
        en: 'Result of an import: of each file that was received, taken or not.',
      },
    },
    [...root, ...types.lines()],
  );
}
