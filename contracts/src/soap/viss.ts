import { z } from 'zod';
import { PROBLEMS } from '../http/problem.ts';
import { Instant } from '../values/calendar.ts';
import { type RecordShape, recordShape } from './shape.ts';

/** Namespace and start of the actions of the state's request service (*VISS Pieprasījumu serviss*); its own spelling. */
export const VISS_NAMESPACE = 'http://ivis.eps.gov.lv/ISS/RequestServiss/v1-0';

/** Namespace of its envelopes. */
export const IVIS_NAMESPACE = 'http://ivis.eps.gov.lv/XMLSchemas/100001/IVIS/v1-0';

/** Path of the door in the shape of the request service. */
export const VISS_PATH = '/viss/v1';

/** Operations of the request service. */
export const VISS_OPERATIONS = ['StartTransaction', 'Submit', 'SubmitSync'] as const;
export type VissOperation = (typeof VISS_OPERATIONS)[number];

/** Element by which the result of a message is fetched that was sent by Submit. */
export const GET_RESULT = 'GetResult';

/** SOAPAction and WS-Addressing action of an operation. */
export const vissActionOf = (operation: string): string => `${VISS_NAMESPACE}/${operation}`;

const URN = 'URN:IVIS:999003';

/** The type of a message by the element in its body. */
export const messageTypeOf = (element: string): string => `${URN}:XSD-Saite-v1-0-TYPE-${element}`;

/** Start of the transactions that we give out. */
export const TRANSACTION_START = `${URN}:SAITE-v1-0-TR-`;

const Guid = z
  .string({ error: 'expected a GUID' })
  .regex(/^[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}$/, {
    error: 'expected a GUID',
  })
  .describe('Id of a message, a GUID');

const MessageType = z
  .string()
  .regex(/^URN:IVIS:[A-Za-z0-9:._-]{1,200}$/)
  .describe('Type of the message, by the element in its body');

const TransactionID = z
  .string()
  .regex(/^URN:IVIS:[A-Za-z0-9:._-]{1,200}$/)
  .describe('Transaction that the message belongs to, as StartTransaction gave it');

/** Header of an `IVISRequest`. */
export const IvisRequestHeader = z
  .strictObject({
    MessageID: Guid.describe('Id of the message, a GUID; the same once more gets the same answer'),
    MessageType,
    TransactionID,
    CorrelationID: Guid.optional().describe('Message that this one follows'),
    TimeStamp: z.iso.datetime({ offset: true }).describe('When the message was made'),
  })
  .describe('Header of a request');
export type IvisRequestHeader = z.infer<typeof IvisRequestHeader>;

/** Header of an `IVISResponse`. */
export const IvisResponseHeader = z
  .strictObject({
    MessageID: Guid,
    MessageType,
    TransactionID,
    CorrelationID: Guid.describe('Id of the request that this answers'),
    TimeStamp: Instant.describe('When the message was made'),
    Result: z.enum(['success', 'error']).describe('Whether it was done; of Submit: whether it was taken'),
  })
  .describe('Header of an answer');
export type IvisResponseHeader = z.infer<typeof IvisResponseHeader>;

/** An error of the list. */
export const IvisError = z
  .strictObject({
    ErrorCode: z
      .enum(Object.keys(PROBLEMS) as [keyof typeof PROBLEMS])
      .describe('Stable code, the same as at the other doors'),
    ErrorSeverity: z.enum(['ERROR', 'WARNING']).describe('How grave it is'),
    ErrorDescription: z.string().describe('What happened and what to do, or the path of a wrong field'),
  })
  .describe('An error');
export type IvisError = z.infer<typeof IvisError>;

/** Asks for the result of a message that was sent by Submit. */
export const GetResultBody = z
  .strictObject({ MessageID: Guid.describe('Id of the message that was sent by Submit') })
  .describe('Which result is asked for');

export const StartTransactionBody = z.strictObject({}).describe('Nothing more is needed');
export const StartedTransaction = z
  .strictObject({ TransactionID })
  .describe('The transaction to which the next messages belong');

/** Forms of the request service's own records. */
export const VISS_SHAPES = {
  requestHeader: recordShape(IvisRequestHeader, 'request', 'RequestHeader'),
  responseHeader: recordShape(IvisResponseHeader, 'request', 'ResponseHeader'),
  error: recordShape(IvisError, 'request', 'Error'),
  getResult: recordShape(GetResultBody, 'request', GET_RESULT),
  startTransaction: recordShape(StartTransactionBody, 'request', 'StartTransaction'),
  startedTransaction: recordShape(StartedTransaction, 'request', 'StartTransactionResponse'),
} as const satisfies Readonly<Record<string, RecordShape>>;
