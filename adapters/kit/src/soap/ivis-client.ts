import { randomUUID } from 'node:crypto';
import { createClientAsync } from 'soap';
import { z } from 'zod';
import type { CallContext } from '../upstream/upstream.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';
import { guardedHttp } from './guarded-http.ts';
import { ResponseEnvelope } from './ivis-envelope.ts';
import { type IvisService, messageTypeOf } from './ivis-service.ts';
import { errorPath } from './wire-values.ts';

/**
 * Sends a request body and gives the body of its answer.
 *
 * @throws UpstreamError `REFUSED` with the register's own code if it answers with an error of its list
 */
export type Submit<Request extends object, Answer> = (
  body: Request,
  context: CallContext,
  messageId?: string,
) => Promise<Answer>;

/**
 * Opens the way to a register's service.
 *
 * @param url address of the service
 * @param answer what the body of an answer must be
 */
export async function openIvisClient<Request extends object, Answer>(
  service: IvisService,
  url: string,
  answer: z.ZodType<Answer>,
): Promise<Submit<Request, Answer>> {
  const client = await createClientAsync(
    service.wsdlPath,
    { forceSoap12Headers: true, httpClient: guardedHttp },
    url,
  );
  return async (body, { signal, headers }, messageId = randomUUID()) => {
    const request = {
      Header: {
        MessageID: messageId,
        MessageType: messageTypeOf(service, Object.keys(body)[0] ?? ''),
        TransactionID: `${service.urn}:SAITE-v1-0-TR-${randomUUID()}`,
        TimeStamp: new Date().toISOString(),
      },
      Body: body,
    };
    let given: unknown;
    try {
      [given] = await client.SubmitSyncAsync(request, { signal }, headers);
    } catch (error) {
      throw asCoded(error, signal);
    }
    const read = answer.safeParse(bodyOf(given, messageId));
    if (!read.success) throw invalid(read.error);
    return read.data;
  };
}

/** A fault as the library hands it on. */
const FaultError = z.object({
  root: z.object({
    Envelope: z.object({
      Body: z.object({ Fault: z.object({ Code: z.object({ Value: z.string() }) }) }),
    }),
  }),
});

/** Makes a coded error of whatever the library throws, without anything that the register sent. */
function asCoded(error: unknown, signal: AbortSignal): unknown {
  if (error instanceof UpstreamError || signal.aborted) return error;
  if (error instanceof TypeError && error.message === 'fetch failed') return error; // the upstream knows it
  const fault = FaultError.safeParse(error);
  if (!fault.success) return new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not a SOAP envelope');
  return /(^|:)(Sender|Client)$/.test(fault.data.root.Envelope.Body.Fault.Code.Value)
    ? new UpstreamError('REFUSED', 'the register answered with a fault of the sender')
    : new UpstreamError('UPSTREAM_FAILED', 'the register answered with a fault');
}

function bodyOf(given: unknown, messageId: string): unknown {
  const envelope = ResponseEnvelope.safeParse(given);
  if (!envelope.success) throw invalid(envelope.error);
  const { Header, Body, ErrorList } = envelope.data;
  if (Header.CorrelationID !== messageId)
    throw new UpstreamError(
      'ANSWER_OF_ANOTHER',
      'the answer belongs to another request',
      'Header.CorrelationID',
    );
  if (Header.Result === 'success') return Body;
  const code = ErrorList?.Error[0]?.ErrorCode ?? 'UNKNOWN';
  if (code === 'SYSTEM_ERROR') throw new UpstreamError('UPSTREAM_FAILED', 'the register says that it failed');
  throw new UpstreamError('REFUSED', `the register refused the message (${code})`, '', code);
}

const invalid = (error: z.ZodError) =>
  new UpstreamError('ANSWER_INVALID', 'the answer is not as the contract says', errorPath(error));
