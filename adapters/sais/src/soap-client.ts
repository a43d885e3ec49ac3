import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { type CallContext, httpCall, requireSuccess, UpstreamError } from '@saite/adapter-kit';
import { createClientAsync, type IExOptions, type IHeaders, type IHttpClient } from 'soap';
import { z } from 'zod';
import {
  errorPath,
  MESSAGE_LIMIT_BYTES,
  ResponseBody,
  ResponseEnvelope,
  type WrittenRequestBody,
} from './upstream-contract.ts';

/** The description of SAIS's service, the same file for both sides. */
export const WSDL_PATH = fileURLToPath(new URL('../wsdl/Sais.wsdl', import.meta.url));

const URN = 'URN:IVIS:999001';
const XML_TYPE = /^(application\/soap\+xml|application\/xml|text\/xml)\s*(;|$)/i;

/**
 * The way over HTTP for the soap library, in place of its own: no redirects, a size limit, a time limit that ends
 * the call, and nothing reaches the XML parser that is not XML or brings a document type.
 */
const guardedHttp: IHttpClient = {
  request(url: string, data: unknown, callback: Callback, headers?: IHeaders, options?: IExOptions) {
    void send(url, String(data), headers, options).then(
      (answer) => callback(null, { status: answer.status, headers: {} }, answer.body),
      (error: unknown) => callback(error),
    );
    return new Promise<never>(() => {}); // the library reads the callback only
  },
};
type Callback = (error: unknown, response?: unknown, body?: unknown) => unknown;

async function send(url: string, body: string, headers: IHeaders = {}, options: IExOptions = {}) {
  const signal: unknown = options.signal;
  if (!(signal instanceof AbortSignal)) throw new Error('a call needs a time limit');
  if (Buffer.byteLength(body) > MESSAGE_LIMIT_BYTES) throw new Error('the request is larger than 4 MB');
  const answer = await httpCall({
    url,
    method: 'POST',
    headers: { ...headers },
    body,
    signal,
    limitBytes: MESSAGE_LIMIT_BYTES,
  });
  if (!XML_TYPE.test(answer.contentType)) {
    requireSuccess(answer);
    throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not XML');
  }
  if (/<!DOCTYPE/i.test(answer.body))
    throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer brings a document type');
  return answer;
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
  if (error instanceof TypeError && error.message === 'fetch failed') return error; // the kit knows it
  const fault = FaultError.safeParse(error);
  if (!fault.success) return new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not a SOAP envelope');
  return /(^|:)(Sender|Client)$/.test(fault.data.root.Envelope.Body.Fault.Code.Value)
    ? new UpstreamError('REFUSED', 'SAIS answered with a fault of the sender')
    : new UpstreamError('UPSTREAM_FAILED', 'SAIS answered with a fault');
}

/** SAIS understood the message and answered with an error of its list. */
export class SaisRefusal extends UpstreamError {
  /** SAIS's own code, like `CURSOR_UNKNOWN`. */
  readonly errorCode: string;
  constructor(errorCode: string) {
    super('REFUSED', `SAIS refused the message (${errorCode})`);
    this.name = 'SaisRefusal';
    this.errorCode = errorCode;
  }
}

/** Sends a request body and gives the body of its answer. */
export type Submit = (
  body: WrittenRequestBody,
  context: CallContext,
  messageId?: string,
) => Promise<ResponseBody>;

/** @param url address of SAIS's SOAP service */
export async function openSoapClient(url: string): Promise<Submit> {
  const client = await createClientAsync(
    WSDL_PATH,
    { forceSoap12Headers: true, httpClient: guardedHttp },
    url,
  );
  return async (body, { signal, headers }, messageId = randomUUID()) => {
    const request = {
      Header: {
        MessageID: messageId,
        MessageType: `${URN}:XSD-SaisExchange-v1-0-TYPE-${Object.keys(body)[0]}`,
        TransactionID: `${URN}:SAITE-v1-0-TR-${randomUUID()}`,
        TimeStamp: new Date().toISOString(),
      },
      Body: body,
    };
    let answer: unknown;
    try {
      [answer] = await client.SubmitSyncAsync(request, { signal }, headers);
    } catch (error) {
      throw asCoded(error, signal);
    }
    return readAnswer(answer, messageId);
  };
}

function readAnswer(answer: unknown, messageId: string): ResponseBody {
  const envelope = ResponseEnvelope.safeParse(answer);
  if (!envelope.success) throw invalid(envelope.error);
  const { Header, Body, ErrorList } = envelope.data;
  if (Header.CorrelationID !== messageId)
    throw new UpstreamError(
      'ANSWER_OF_ANOTHER',
      'the answer belongs to another request',
      'Header.CorrelationID',
    );
  if (Header.Result === 'error') {
    const code = ErrorList?.Error[0]?.ErrorCode ?? 'UNKNOWN';
    if (code === 'SYSTEM_ERROR') throw new UpstreamError('UPSTREAM_FAILED', 'SAIS says that it failed');
    throw new SaisRefusal(code);
  }
  const body = ResponseBody.safeParse(Body);
  if (!body.success) throw invalid(body.error);
  return body.data;
}

const invalid = (error: z.ZodError) =>
  new UpstreamError('ANSWER_INVALID', 'the answer is not as the contract says', errorPath(error));
