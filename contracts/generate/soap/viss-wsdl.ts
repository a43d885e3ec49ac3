import {
  IVIS_NAMESPACE,
  PLACEHOLDER_ORIGIN,
  VISS_NAMESPACE,
  VISS_PATH,
  type VissOperation,
  vissActionOf,
} from '@saite/contracts/soap';
import { branch, schemaLines, xmlFile } from '../xml-text.ts';
import { SAITE_HEAD, saiteSchemaLines } from './schema.ts';
import { IVIS_HEAD, ivisSchemaLines, VISS_HEAD, vissSchemaLines } from './viss-schemas.ts';

/** Elements of an operation: what it takes and what it answers. */
const ELEMENTS: Readonly<Record<VissOperation, readonly [string, string]>> = {
  StartTransaction: ['tns:StartTransaction', 'tns:StartTransactionResponse'],
  Submit: ['ivis:IVISRequest', 'ivis:IVISResponse'],
  SubmitSync: ['ivis:IVISRequest', 'ivis:IVISResponse'],
};

const message = (element: string): string => {
  const name = element.split(':')[1] ?? element;
  return `<wsdl:message name="${name}"><wsdl:part name="parameters" element="${element}"/></wsdl:message>`;
};

const messageName = (element: string): string => `tns:${element.split(':')[1]}`;

/** The description of the door in the shape of the state's request service: SOAP 1.2 with WS-Addressing. */
export function vissWsdl(): string {
  const operations = Object.entries(ELEMENTS);
  const elements = [...new Set(operations.flatMap(([, pair]) => pair))];
  return xmlFile('contracts/src/soap', [
    '<wsdl:definitions name="RequestServiss" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"',
    '                  xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/"',
    '                  xmlns:wsaw="http://www.w3.org/2006/05/addressing/wsdl"',
    `                  xmlns:ivis="${IVIS_NAMESPACE}"`,
    `                  xmlns:tns="${VISS_NAMESPACE}" targetNamespace="${VISS_NAMESPACE}">`,
    '  <wsdl:documentation>Operations of Saite in the shape of the VISS request service. Body, Timestamp and the headers of WS-Addressing are signed (WS-Security X.509).</wsdl:documentation>',
    ...[
      ...branch('wsdl:types', 'wsdl:types', [
        ...schemaLines(SAITE_HEAD, saiteSchemaLines()),
        ...schemaLines(VISS_HEAD, vissSchemaLines()),
        ...schemaLines(IVIS_HEAD, ivisSchemaLines(false)),
      ]),
      ...elements.map(message),
      ...branch(
        'wsdl:portType name="RequestService"',
        'wsdl:portType',
        operations.flatMap(([name, [input, output]]) =>
          branch(`wsdl:operation name="${name}"`, 'wsdl:operation', [
            `<wsdl:input message="${messageName(input)}" wsaw:Action="${vissActionOf(name)}"/>`,
            `<wsdl:output message="${messageName(output)}" wsaw:Action="${vissActionOf(`${name}Response`)}"/>`,
          ]),
        ),
      ),
      ...branch('wsdl:binding name="RequestServiceSoap12" type="tns:RequestService"', 'wsdl:binding', [
        '<soap12:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>',
        '<wsaw:UsingAddressing/>',
        ...operations.flatMap(([name]) =>
          branch(`wsdl:operation name="${name}"`, 'wsdl:operation', [
            `<soap12:operation soapAction="${vissActionOf(name)}" style="document"/>`,
            '<wsdl:input><soap12:body use="literal"/></wsdl:input>',
            '<wsdl:output><soap12:body use="literal"/></wsdl:output>',
          ]),
        ),
      ]),
      ...branch('wsdl:service name="RequestServiss"', 'wsdl:service', [
        ...branch('wsdl:port name="RequestServiceSoap12" binding="tns:RequestServiceSoap12"', 'wsdl:port', [
          `<soap12:address location="${PLACEHOLDER_ORIGIN}${VISS_PATH}"/>`,
        ]),
      ]),
    ].map((line) => `  ${line}`),
    '</wsdl:definitions>',
  ]);
}
