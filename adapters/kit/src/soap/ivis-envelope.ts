import { z } from 'zod';
import { Guid, listOf } from './wire-values.ts';

/** The header of a request (`IVISRequest`). */
export const RequestHeader = z
  .strictObject({
    MessageID: Guid.describe('Id of the message'),
    MessageType: z.string().describe('Type of the message, by its body'),
    TransactionID: z.string().describe('Id of the exchange that the message belongs to'),
    CorrelationID: Guid.optional().describe('Message that this one follows'),
    TimeStamp: z.string().describe('When it was made'),
  })
  .describe('Header of a request');
export type RequestHeader = z.infer<typeof RequestHeader>;

/** An error's code goes into logs and tables: a register that puts anything like a personal code there is wrong. */
const ErrorCode = z
  .string()
  .regex(/^(?!.*[0-9]{6})[A-Z][A-Z0-9_]{0,63}$/)
  .describe("The register's code of the error");

/** The envelope of every answer (`IVISResponse`), before its body is believed. */
export const ResponseEnvelope = z
  .strictObject({
    Header: z
      .strictObject({
        MessageID: z.string().describe('Id of the message'),
        MessageType: z.string().describe('Type of the message'),
        TransactionID: z.string().describe('Id of the exchange that the message belongs to'),
        CorrelationID: z.string().describe('Id of the request that this answers'),
        TimeStamp: z.string().describe('When it was made'),
        Result: z.enum(['success', 'error']).describe('Whether the request was done'),
      })
      .describe('Header of an answer'),
    Body: z.unknown().optional().describe('What was asked for'),
    ErrorList: z
      .strictObject({
        Error: listOf(
          z.strictObject({
            ErrorCode,
            ErrorSeverity: z.enum(['ERROR', 'WARNING']).describe('How grave it is'),
            ErrorDescription: z.unknown().optional().describe('Text for people; never read'),
          }),
        ).describe('Errors, the gravest first'),
      })
      .optional()
      .describe('Why it was not done'),
  })
  .describe('An answer');
