import { operations } from '@saite/contracts';
import {
  actionOf,
  PLACEHOLDER_ORIGIN,
  responseNameOf,
  SAITE_NAMESPACE,
  SOAP_OPERATION_NAMES,
  SOAP_OPERATIONS,
  SOAP_PATH,
} from '@saite/contracts/soap';
import { branch, escaped, schemaLines, xmlFile } from '../xml-text.ts';
import { SAITE_HEAD, saiteSchemaLines } from './schema.ts';

const message = (name: string): string =>
  `<wsdl:message name="${name}"><wsdl:part name="parameters" element="tns:${name}"/></wsdl:message>`;

const binding = (name: string, prefix: 'soap' | 'soap12', portType: string): string[] =>
  branch(`wsdl:binding name="${name}" type="tns:${portType}"`, 'wsdl:binding', [
    `<${prefix}:binding style="document" transport="http://schemas.xmlsoap.org/soap/http"/>`,
    ...SOAP_OPERATION_NAMES.flatMap((operation) =>
      branch(`wsdl:operation name="${operation}"`, 'wsdl:operation', [
        `<${prefix}:operation soapAction="${actionOf(operation)}" style="document"/>`,
        `<wsdl:input><${prefix}:body use="literal"/></wsdl:input>`,
        `<wsdl:output><${prefix}:body use="literal"/></wsdl:output>`,
        `<wsdl:fault name="Problem"><${prefix}:fault name="Problem" use="literal"/></wsdl:fault>`,
      ]),
    ),
  ]);

const port = (name: string, bindingName: string, prefix: 'soap' | 'soap12'): string[] =>
  branch(`wsdl:port name="${name}" binding="tns:${bindingName}"`, 'wsdl:port', [
    `<${prefix}:address location="${PLACEHOLDER_ORIGIN}${SOAP_PATH}"/>`,
  ]);

/** The description of the SOAP door: document/literal wrapped, a port for each version of SOAP, types inside. */
export function saiteWsdl(): string {
  return xmlFile('contracts/src/soap', [
    '<wsdl:definitions name="Saite" xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/"',
    '                  xmlns:soap="http://schemas.xmlsoap.org/wsdl/soap/"',
    '                  xmlns:soap12="http://schemas.xmlsoap.org/wsdl/soap12/"',
    '                  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
    `                  xmlns:tns="${SAITE_NAMESPACE}" targetNamespace="${SAITE_NAMESPACE}">`,
    '  <wsdl:documentation>Integration hub of welfare registers. Each message is signed (WS-Security X.509: Body and Timestamp), or brings a UsernameToken over mutual TLS.</wsdl:documentation>',
    ...branch('wsdl:types', 'wsdl:types', schemaLines(SAITE_HEAD, saiteSchemaLines())).map(
      (line) => `  ${line}`,
    ),
    ...SOAP_OPERATION_NAMES.flatMap((name) => [`  ${message(name)}`, `  ${message(responseNameOf(name))}`]),
    `  ${message('Problem')}`,
    ...branch(
      'wsdl:portType name="Saite"',
      'wsdl:portType',
      SOAP_OPERATION_NAMES.flatMap((name) => {
        const { summary } = operations[SOAP_OPERATIONS[name]];
        return branch(`wsdl:operation name="${name}"`, 'wsdl:operation', [
          `<wsdl:documentation>${escaped(`${summary.en} / ${summary.lv}`)}</wsdl:documentation>`,
          `<wsdl:input message="tns:${name}"/>`,
          `<wsdl:output message="tns:${responseNameOf(name)}"/>`,
          '<wsdl:fault name="Problem" message="tns:Problem"/>',
        ]);
      }),
    ).map((line) => `  ${line}`),
    ...[
      ...binding('SaiteSoap11', 'soap', 'Saite'),
      ...binding('SaiteSoap12', 'soap12', 'Saite'),
      ...branch('wsdl:service name="Saite"', 'wsdl:service', [
        ...port('Soap11', 'SaiteSoap11', 'soap'),
        ...port('Soap12', 'SaiteSoap12', 'soap12'),
      ]),
    ].map((line) => `  ${line}`),
    '</wsdl:definitions>',
  ]);
}
