import { UpstreamError } from './upstream-error.ts';

export interface HttpRequest {
  readonly url: string;
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array<ArrayBuffer>;
  readonly signal: AbortSignal;
  /** Largest answer that is read, bytes. */
  readonly limitBytes: number;
}

export interface HttpAnswer {
  readonly status: number;
  readonly contentType: string;
  /** Seconds to wait, where the answer says so (`Retry-After`). */
  readonly retryAfterS?: number;
  readonly body: string;
}

/**
 * One HTTP call: follows no redirect, reads no more than the limit, takes UTF-8 only.
 *
 * @returns any status; {@link requireSuccess} makes errors of those that are
 */
export async function httpCall(request: HttpRequest): Promise<HttpAnswer> {
  const response = await fetch(request.url, {
    method: request.method,
    headers: request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
    signal: request.signal,
    redirect: 'manual',
  });
  const retryAfter = response.headers.get('retry-after') ?? '';
  return {
    status: response.status,
    contentType: response.headers.get('content-type') ?? '',
    ...(/^[0-9]{1,6}$/.test(retryAfter) ? { retryAfterS: Number(retryAfter) } : {}),
    body: await readText(response, request.limitBytes),
  };
}

async function readText(response: Response, limitBytes: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.byteLength;
    if (bytes > limitBytes)
      throw new UpstreamError('ANSWER_TOO_LARGE', 'the answer is larger than the contract allows');
    parts.push(part);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts));
  } catch {
    throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not UTF-8');
  }
}

/** @throws UpstreamError for every status that is not a success: 5xx and 429 are outages, all others refusals */
export function requireSuccess({ status }: HttpAnswer): void {
  if (status >= 200 && status < 300) return;
  if (status === 429) throw new UpstreamError('UPSTREAM_BUSY', 'the register asks to wait (429)');
  if (status >= 500) throw new UpstreamError('UPSTREAM_FAILED', `the register failed (${status})`);
  if (status === 401 || status === 403)
    throw new UpstreamError('NOT_AUTHORISED', `the register does not let us in (${status})`);
  throw new UpstreamError('REFUSED', `the register refuses the call (${status})`);
}
