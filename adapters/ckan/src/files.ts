import { createHash } from 'node:crypto';
import { type Upstream, UpstreamError } from '@saite/adapter-kit';
import { SaiteError } from '@saite/runtime';
import type { Distribution } from './translate.ts';

/** Why a file of an edition is not published. */
export type FileProblemCode =
  | 'FILE_ELSEWHERE'
  | 'FILE_REDIRECTED'
  | 'FILE_NOT_THERE'
  | 'FILE_TOO_LARGE'
  | 'FILE_DIFFERS';

export class FileProblem extends SaiteError {
  constructor(code: FileProblemCode, message: string) {
    super(code, message);
    this.name = 'FileProblem';
  }
}

const LARGEST_BYTES = 100 * 1024 * 1024;

/** Whether an address lies under a base: same origin, a path below. */
function isUnder(base: string, address: string): boolean {
  const [wanted, given] = [new URL(`${base}/`), new URL(address)];
  return (
    given.origin === wanted.origin &&
    given.username === '' &&
    given.password === '' &&
    given.pathname.startsWith(wanted.pathname)
  );
}

async function contentOf(response: Response, bytes: number): Promise<Uint8Array<ArrayBuffer>> {
  const content = new Uint8Array(bytes);
  let length = 0;
  for await (const part of response.body ?? []) {
    if (length + part.byteLength > bytes)
      throw new FileProblem('FILE_DIFFERS', 'the file is longer than told');
    content.set(part, length);
    length += part.byteLength;
  }
  if (length < bytes) throw new FileProblem('FILE_DIFFERS', 'the file is shorter than told');
  return content;
}

function requireFile({ status }: Response): void {
  if (status === 200) return;
  if (status === 429 || status >= 500)
    throw new UpstreamError('UPSTREAM_FAILED', `the file cannot be read now (${status})`);
  if (status >= 300 && status < 400)
    throw new FileProblem('FILE_REDIRECTED', 'the file was to be read elsewhere');
  throw new FileProblem('FILE_NOT_THERE', `the file is not where it was told to be (${status})`);
}

/**
 * Reads a file of an edition from Saite: only below the configured address, without following redirects, and only
 * if size and digest are those that were told.
 *
 * @param base address of Saite's files, without a slash at the end
 * @throws FileProblem if the file must not be published; UpstreamError if it cannot be read now
 */
export async function fetchFile(
  upstream: Upstream,
  base: string,
  { url, bytes, sha256, mediaType }: Distribution,
): Promise<Uint8Array<ArrayBuffer>> {
  if (!isUnder(base, url))
    throw new FileProblem('FILE_ELSEWHERE', 'the file lies outside the configured address');
  if (bytes > LARGEST_BYTES) throw new FileProblem('FILE_TOO_LARGE', 'the file is too large to publish');
  return upstream.call('file', async ({ signal }) => {
    const response = await fetch(url, { headers: { accept: mediaType }, signal, redirect: 'manual' });
    try {
      requireFile(response);
      const content = await contentOf(response, bytes);
      if (createHash('sha256').update(content).digest('hex') !== sha256)
        throw new FileProblem('FILE_DIFFERS', 'the file is not the one that was told');
      return content;
    } finally {
      await response.body?.cancel().catch(() => {}); // lets the connection go when the rest is not read
    }
  });
}
