import type { z } from 'zod';
import { type Operation, type OperationId, operations } from '../http/operations.ts';

/** The operations of the SOAP doors by the name of their element, and the REST operation that each is. */
export const SOAP_OPERATIONS = {
  SubmitPlacement: 'recordPlacement',
  WithdrawPlacement: 'withdrawPlacement',
  GetAllowance: 'queryAllowance',
  SubmitContactReport: 'sendContactReport',
  GetContactReportStatus: 'readContactReport',
  GetChildCare: 'queryChild',
  GetPerson: 'queryPerson',
  GetCareAlerts: 'listCareAlerts',
} as const satisfies Readonly<Record<string, OperationId>>;

export type SoapOperation = keyof typeof SOAP_OPERATIONS;

export const SOAP_OPERATION_NAMES = Object.keys(SOAP_OPERATIONS) as readonly SoapOperation[];

export const isSoapOperation = (name: string): name is SoapOperation => Object.hasOwn(SOAP_OPERATIONS, name);

/** Where REST has what an operation is asked: in one place only, so that an element can hold it. */
export interface OperationInput {
  readonly part: 'body' | 'params' | 'query';
  readonly schema: z.ZodType;
}

/** What an operation is asked. @throws TypeError of an operation that is asked in two places */
export function inputOf(name: SoapOperation): OperationInput {
  const { body, params, query }: Operation = operations[SOAP_OPERATIONS[name]];
  const [input, ...others] = [
    ...(body ? [{ part: 'body' as const, schema: body }] : []),
    ...(params ? [{ part: 'params' as const, schema: params }] : []),
    ...(query ? [{ part: 'query' as const, schema: query }] : []),
  ];
  if (!input || others.length > 0) throw new TypeError(`${name} is not asked in one place`);
  return input;
}
