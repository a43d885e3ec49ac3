import type { PersonCode } from '@saite/contracts';
import { UpstreamError } from '../upstream/upstream-error.ts';

/** One page of an answer as it came, with what is checked of it. */
export interface AnsweredPage<Page> {
  readonly page: Page;
  /** Whose records it holds, each with the path of the field that says so. */
  readonly persons: readonly { readonly code: PersonCode | undefined; readonly path: string }[];
  readonly answeredFor: readonly PersonCode[];
  /** Token of the next page; absent if this is the last one. */
  readonly next: string | undefined;
}

/**
 * Reads an answer about some persons page by page.
 *
 * @param ask gives the page of a token; without one the first
 * @throws UpstreamError `ANSWER_OF_ANOTHER` if a page speaks of anybody else, `PAGE_REPEATED` if it comes again
 */
export async function* readPages<Page>(
  codes: readonly PersonCode[],
  ask: (token: string | undefined) => Promise<AnsweredPage<Page>>,
): AsyncGenerator<Page> {
  const asked = new Set<PersonCode>(codes);
  const tokens = new Set<string>();
  let token: string | undefined;
  do {
    const { page, persons, answeredFor, next } = await ask(token);
    for (const { code, path } of persons)
      if (code !== undefined && !asked.has(code)) throw answerOfAnother(path);
    if (answeredFor.some((code) => !asked.has(code))) throw answerOfAnother('AnsweredFor');
    yield page;
    const stands = persons.length === 0 && answeredFor.length === 0;
    if (next !== undefined && (tokens.has(next) || stands))
      throw new UpstreamError('PAGE_REPEATED', 'the register gives the same page again', 'NextPage');
    if (next !== undefined) tokens.add(next);
    token = next;
  } while (token !== undefined);
}

/** What came is about somebody or something that was not asked for. @param path of the field that says so */
export const answerOfAnother = (path: string): UpstreamError =>
  new UpstreamError('ANSWER_OF_ANOTHER', 'the answer speaks of something that was not asked for', path);

/** What came is not as the contract says. @param path of the field that is wrong */
export const invalidAnswer = (path: string): UpstreamError =>
  new UpstreamError('ANSWER_INVALID', 'the answer is not as the contract says', path);
