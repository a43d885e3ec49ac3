import type { IExOptions, IHeaders, IHttpClient } from 'soap';
import { httpCall, requireSuccess } from '../upstream/http.ts';
import { UpstreamError } from '../upstream/upstream-error.ts';

/** Largest request and largest answer of the state's request service, bytes. */
export const MESSAGE_LIMIT_BYTES = 4 * 1024 * 1024;

const XML_TYPE = /^(application\/soap\+xml|application\/xml|text\/xml)\s*(;|$)/i;

type Callback = (error: unknown, response?: unknown, body?: unknown) => unknown;

/**
 * The way over HTTP for the soap library, in place of its own: no redirects, a size limit, a time limit that ends
 * the call, and nothing reaches the XML parser that is not XML or brings a document type.
 */
export const guardedHttp: IHttpClient = {
  request(url: string, data: unknown, callback: Callback, headers?: IHeaders, options?: IExOptions) {
    void send(url, String(data), headers, options).then(
      (answer) => callback(null, { status: answer.status, headers: {} }, answer.body),
      (error: unknown) => callback(error),
    );
    return new Promise<never>(() => {}); // the library reads the callback only
  },
};

async function send(url: string, body: string, headers: IHeaders = {}, options: IExOptions = {}) {
  const signal: unknown = options.signal;
  if (!(signal instanceof AbortSignal)) throw new Error('a call needs a time limit');
  if (Buffer.byteLength(body) > MESSAGE_LIMIT_BYTES)
    throw new UpstreamError('REFUSED', 'the request is larger than 4 MB', '', 'MESSAGE_TOO_LARGE');
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
