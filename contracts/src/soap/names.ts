/** Namespace of the operations and their types; the schema stands at this path under the state's catalogue of schemas. */
export const SAITE_NAMESPACE = 'http://ivis.eps.gov.lv/XMLSchemas/999003/Saite/v1-0';

/** Name of the operations' schema: `/XMLSchemas/999003/Saite/v1-0/Saite.xsd`. */
export const SAITE_SCHEMA = 'Saite';

/** Path of the SOAP door. */
export const SOAP_PATH = '/soap/v1';

/** Address that the generated descriptions carry; a door puts the one in its place under which it was asked. */
export const PLACEHOLDER_ORIGIN = 'http://127.0.0.1:8080';

/** Name of the element that holds the language and purpose of a call. */
export const CONTEXT = 'context';

/** Name of each element of a list. */
export const ITEM = 'item';

/** SOAPAction of an operation, and its WS-Addressing action. */
export const actionOf = (element: string): string => `${SAITE_NAMESPACE}/${element}`;
