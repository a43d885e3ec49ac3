import { readFile } from 'node:fs/promises';
import {
  type CallContext,
  type HttpAnswer,
  httpCall,
  requireSuccess,
  type Upstream,
  UpstreamError,
} from '@saite/adapter-kit';
import {
  API_KEY_HEADER,
  ClientFile,
  ErrorAnswer,
  MESSAGE_ID_HEADER,
  ReceiptAnswer,
  type SurveyBody,
} from './protocol.ts';

const LIMIT_BYTES = 64 * 1024;

/**
 * The header that proves who calls. The file is read anew for each call, so that the key may be replaced.
 *
 * @throws UpstreamError `NOT_AUTHORISED` if the file is not as it must be
 */
export async function authorisation(clientPath: string): Promise<Readonly<Record<string, string>>> {
  const text = await readFile(clientPath, 'utf8');
  const client = ClientFile.safeParse(parsed(text));
  if (!client.success) throw new UpstreamError('NOT_AUTHORISED', "the client's file is not as it must be");
  return { [API_KEY_HEADER]: client.data.apiKey };
}

/** The inspection's calls. It takes a message once, by its id, and gives the same receipt for it ever after. */
export class InspectionCalls {
  readonly #url: string;
  readonly #upstream: Upstream;

  /** @param url address of the calls, without a slash at the end */
  constructor(url: string, upstream: Upstream) {
    this.#url = url;
    this.#upstream = upstream;
  }

  /** The receipt of a message; `undefined` if none with that id was taken. */
  receiptOf(messageId: string): Promise<string | undefined> {
    return this.#upstream.call('receipt', async (context) => {
      const answer = await this.#send(context, `/messages/${messageId}`);
      if (answer.status === 404 && errorCodeOf(answer) !== undefined) return undefined;
      requireOwnWord(answer);
      return receiptIn(answer);
    });
  }

  /**
   * Sends a survey and gives its receipt.
   *
   * @throws UpstreamError `REFUSED` with the inspection's own code if it will not take it
   */
  send(messageId: string, survey: SurveyBody): Promise<string> {
    return this.#upstream.call('survey', async (context) => {
      const answer = await this.#send(context, '/surveys', { messageId, survey });
      const code = errorCodeOf(answer);
      if ((answer.status === 422 || answer.status === 409) && code !== undefined)
        throw new UpstreamError('REFUSED', `the inspection refuses the survey (${code})`, '', code);
      requireOwnWord(answer);
      return receiptIn(answer);
    });
  }

  #send(
    { signal, headers }: CallContext,
    path: string,
    message?: { readonly messageId: string; readonly survey: SurveyBody },
  ): Promise<HttpAnswer> {
    const url = `${this.#url}${path}`;
    const common = { signal, limitBytes: LIMIT_BYTES };
    if (!message) return httpCall({ ...common, url, method: 'GET', headers });
    return httpCall({
      ...common,
      url,
      method: 'POST',
      headers: { ...headers, 'content-type': 'application/json', [MESSAGE_ID_HEADER]: message.messageId },
      body: JSON.stringify(message.survey),
    });
  }
}

/** A refusal without the inspection's own code says nothing of the message: it may be a wrong address. */
function requireOwnWord(answer: HttpAnswer): void {
  try {
    requireSuccess(answer);
  } catch (error) {
    if (!(error instanceof UpstreamError) || error.code !== 'REFUSED') throw error;
    throw new UpstreamError('ANSWER_INVALID', `the answer is not as the contract says (${answer.status})`);
  }
}

function receiptIn({ body }: HttpAnswer): string {
  const answer = ReceiptAnswer.safeParse(parsed(body));
  if (!answer.success)
    throw new UpstreamError('UPSTREAM_UNREADABLE', "the answer is none of the inspection's");
  return answer.data.receipt;
}

const errorCodeOf = ({ body }: HttpAnswer): string | undefined =>
  ErrorAnswer.safeParse(parsed(body)).data?.error.code;

/** JSON of a text; `undefined` if it is none. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
