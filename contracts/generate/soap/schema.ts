import { operations } from '@saite/contracts';
import {
  PROBLEM_SHAPE,
  type RecordShape,
  requestShape,
  responseNameOf,
  responseShape,
  SAITE_NAMESPACE,
  SAITE_SCHEMA,
  SOAP_OPERATION_NAMES,
  SOAP_OPERATIONS,
} from '@saite/contracts/soap';
import type { Words } from '@saite/contracts/sopa';
import { annotation, branch, type SchemaHead, schemaText } from '../xml-text.ts';
import { SoapTypes } from './types.ts';

/** A global element that holds a record, without a type of its own: how document/literal names an operation. */
export const rootElement = (types: SoapTypes, name: string, words: Words, shape: RecordShape): string[] => [
  '',
  ...branch(`xs:element name="${name}"`, 'xs:element', [
    ...annotation(words),
    ...branch('xs:complexType', 'xs:complexType', types.sequence(shape)),
  ]),
];

/** What stands at the head of the operations' schema. */
export const SAITE_HEAD: SchemaHead = {
  from: 'contracts/src/soap',
  name: SAITE_SCHEMA,
  namespace: SAITE_NAMESPACE,
  words: {
    lv: 'Saites operācijas. Elementi ir noteiktā secībā. Atbildē lauka nav, ja tas sistēmai nav piešķirts; xsi:nil="true" nozīmē, ka vērtības nav.',
    en: 'Operations of Saite. Elements stand in a fixed order. A field of an answer is absent if the system was not granted it; xsi:nil="true" says that there is no value.',
  },
};

/** Elements and types of the operations and of what a fault holds. */
export function saiteSchemaLines(): string[] {
  const types = new SoapTypes();
  const roots = SOAP_OPERATION_NAMES.flatMap((name) => {
    const { summary } = operations[SOAP_OPERATIONS[name]];
    const answer: Words = { lv: `Atbilde: ${summary.lv}`, en: `Answer: ${summary.en}` };
    return [
      ...rootElement(types, name, summary, requestShape(name)),
      ...rootElement(types, responseNameOf(name), answer, responseShape(name)),
    ];
  });
  const problem = types.record(PROBLEM_SHAPE);
  return [
    ...roots,
    '',
    ...branch(
      `xs:element name="Problem" type="${problem}"`,
      'xs:element',
      annotation({ lv: 'Kas nav izdevies', en: 'What went wrong' }),
    ),
    ...types.lines(),
  ];
}

/** `Saite.xsd` */
export const saiteSchema = (): string => schemaText(SAITE_HEAD, saiteSchemaLines());
