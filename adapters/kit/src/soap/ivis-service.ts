import { dirname, join } from 'node:path';

/**
 * A register's service in the manner of the state's request service (*VISS Pieprasījumu serviss*): one operation,
 * `SubmitSync`, that takes an `IVISRequest` and answers with an `IVISResponse`.
 */
export interface IvisService {
  /** Name of the service in its WSDL; its port is `<name>Port`. */
  readonly name: string;
  /** Path of the WSDL, the same file for both sides; the schema lies beside it. */
  readonly wsdlPath: string;
  /** Name of the schema, version 1-0: `SaisExchange`. */
  readonly schema: string;
  /** The authority's number in the state's catalogue of schemas, as a URN: `URN:IVIS:999001`. */
  readonly urn: string;
}

/** Path of the service's schema. */
export const schemaPathOf = ({ wsdlPath, schema }: IvisService): string =>
  join(dirname(wsdlPath), `${schema}.xsd`);

/** The type of a message by the element that its body holds. */
export const messageTypeOf = ({ urn, schema }: IvisService, element: string): string =>
  `${urn}:XSD-${schema}-v1-0-TYPE-${element}`;
