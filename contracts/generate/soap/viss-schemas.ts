import {
  GET_RESULT,
  IVIS_NAMESPACE,
  responseNameOf,
  SAITE_NAMESPACE,
  SOAP_OPERATION_NAMES,
  VISS_NAMESPACE,
  VISS_SHAPES,
} from '@saite/contracts/soap';
import { annotation, branch, type SchemaHead, schemaText } from '../xml-text.ts';
import { rootElement } from './schema.ts';
import { SoapTypes } from './types.ts';

const FROM = 'contracts/src/soap';

/** What stands at the head of the request service's own elements. */
export const VISS_HEAD: SchemaHead = {
  from: FROM,
  name: 'RequestServiss',
  namespace: VISS_NAMESPACE,
  words: {
    lv: 'Transakcijas un rezultāti pieprasījumu servisa veidā',
    en: 'Transactions and results in the shape of the request service',
  },
};

/** What stands at the head of the schema of its envelopes. */
export const IVIS_HEAD: SchemaHead = {
  from: FROM,
  name: 'Ivis',
  namespace: IVIS_NAMESPACE,
  words: {
    lv: 'Pieprasījumu servisa aploksnes ar Saites operācijām; ne lielākas par 4 MB',
    en: 'Envelopes of the request service around operations of Saite; at most 4 MB',
  },
  prefixes: { saite: SAITE_NAMESPACE, rs: VISS_NAMESPACE },
};

export function vissSchemaLines(): string[] {
  const types = new SoapTypes();
  const elements = [
    ...rootElement(
      types,
      'StartTransaction',
      { lv: 'Sākt transakciju', en: 'Begin a transaction' },
      VISS_SHAPES.startTransaction,
    ),
    ...rootElement(
      types,
      responseNameOf('StartTransaction'),
      { lv: 'Sāktā transakcija', en: 'The transaction that was begun' },
      VISS_SHAPES.startedTransaction,
    ),
    ...rootElement(
      types,
      GET_RESULT,
      {
        lv: 'Saņemt ar Submit nosūtīta ziņojuma rezultātu',
        en: 'Fetch the result of what was sent by Submit',
      },
      VISS_SHAPES.getResult,
    ),
  ];
  return [...elements, ...types.lines()];
}

const choice = (elements: readonly string[]): string[] =>
  branch(
    'xs:complexType',
    'xs:complexType',
    branch(
      'xs:choice',
      'xs:choice',
      elements.map((name) => `<xs:element ref="${name}"/>`),
    ),
  );

/** @param withPlaces whether the schemas that it needs are named by their files; in a description they stand beside it */
export function ivisSchemaLines(withPlaces: boolean): string[] {
  const types = new SoapTypes();
  const requestHeader = types.record(VISS_SHAPES.requestHeader);
  const responseHeader = types.record(VISS_SHAPES.responseHeader);
  const error = types.record(VISS_SHAPES.error);
  const place = (file: string) => (withPlaces ? ` schemaLocation="${file}"` : '');
  const root = (name: string, words: { lv: string; en: string }, content: readonly string[]) => [
    '',
    ...branch(`xs:element name="${name}"`, 'xs:element', [
      ...annotation(words),
      ...branch('xs:complexType', 'xs:complexType', branch('xs:sequence', 'xs:sequence', content)),
    ]),
  ];
  return [
    '',
    `<xs:import namespace="${SAITE_NAMESPACE}"${place('Saite.xsd')}/>`,
    `<xs:import namespace="${VISS_NAMESPACE}"${place('RequestServiss.xsd')}/>`,
    ...root('IVISRequest', { lv: 'Pieprasījums', en: 'A request' }, [
      `<xs:element name="Header" type="${requestHeader}"/>`,
      ...branch(
        'xs:element name="Body"',
        'xs:element',
        choice([...SOAP_OPERATION_NAMES.map((name) => `saite:${name}`), `rs:${GET_RESULT}`]),
      ),
    ]),
    ...root('IVISResponse', { lv: 'Atbilde', en: 'An answer' }, [
      `<xs:element name="Header" type="${responseHeader}"/>`,
      ...branch(
        'xs:element name="Body" minOccurs="0"',
        'xs:element',
        choice(SOAP_OPERATION_NAMES.map((name) => `saite:${responseNameOf(name)}`)),
      ),
      ...branch(
        'xs:element name="ErrorList" minOccurs="0"',
        'xs:element',
        branch(
          'xs:complexType',
          'xs:complexType',
          branch('xs:sequence', 'xs:sequence', [
            `<xs:element name="Error" type="${error}" maxOccurs="unbounded"/>`,
          ]),
        ),
      ),
    ]),
    ...types.lines(),
  ];
}

/** `RequestServiss.xsd` */
export const vissSchema = (): string => schemaText(VISS_HEAD, vissSchemaLines());

/** `Ivis.xsd`, with the two other schemas beside it. */
export const ivisSchema = (): string => schemaText(IVIS_HEAD, ivisSchemaLines(true));
