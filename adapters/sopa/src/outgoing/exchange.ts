import { type HttpAnswer, httpCall, requireSuccess, type Upstream, UpstreamError } from '@saite/adapter-kit';
import type { Atvk } from '@saite/contracts';
import { jsonOf, pathOf } from '../json.ts';
import { XML_LIMIT_BYTES, XmlProblem, type XmlSchema } from '../xml/schema.ts';
import { ErrorAnswer, PutAnswer, ReceiptsFile } from './protocol.ts';

/** A file that SOPA will not have as it is; `reason` is SOPA's code, or ours if it was not even sent. */
export class FileRefused extends UpstreamError {
  readonly reason: string;

  constructor(reason: string) {
    super('REFUSED', `the file is refused (${reason})`);
    this.name = 'FileRefused';
    this.reason = reason;
  }
}

export interface ExchangeOptions {
  /** Address of SOPA, without a slash at the end. */
  readonly url: string;
  /** The way to the social service of one municipality. */
  readonly upstreamOf: (municipality: Atvk) => Upstream;
  readonly outgoing: XmlSchema;
  readonly receipts: XmlSchema;
}

/** The folders of SOPA's municipalities: a file is put in, its receipts are read back. */
export class Exchange {
  readonly #options: ExchangeOptions;

  constructor(options: ExchangeOptions) {
    this.#options = options;
  }

  /**
   * Puts a file into a municipality's folder; the same bytes again change nothing.
   *
   * @returns `name-taken` if SOPA has another file of that name
   * @throws FileRefused if the file is not as the schema says, or SOPA says so
   * @throws UpstreamError for every other failure
   */
  async put(municipality: Atvk, fileName: string, xml: string): Promise<'taken' | 'name-taken'> {
    this.#check(xml);
    const upstream = this.#options.upstreamOf(municipality);
    return upstream.call('put', async ({ signal }) => {
      const answer = await httpCall({
        url: this.#urlOf(municipality, fileName),
        method: 'PUT',
        headers: { 'content-type': 'application/xml; charset=utf-8', accept: 'application/json' },
        body: xml,
        signal,
        limitBytes: 64 * 1024,
      });
      if (answer.status === 409) return 'name-taken';
      if (answer.status === 422) throw new FileRefused(errorCodeOf(answer));
      requireSuccess(answer);
      if (PutAnswer.safeParse(jsonOf(answer)).data?.fileName !== fileName)
        throw new UpstreamError('UPSTREAM_UNREADABLE', "the answer is none of SOPA's");
      return 'taken';
    });
  }

  #check(xml: string): void {
    try {
      this.#options.outgoing.read(xml);
    } catch (error) {
      if (error instanceof XmlProblem) throw new FileRefused(error.code);
      throw error;
    }
  }

  /**
   * The receipts for a file.
   *
   * @returns `undefined` if SOPA has not read the file yet
   * @throws UpstreamError `ANSWER_INVALID`, `ANSWER_OF_ANOTHER`, `ANSWER_TOO_LARGE` if they must not be taken
   */
  async receipts(municipality: Atvk, fileName: string): Promise<ReceiptsFile | undefined> {
    const upstream = this.#options.upstreamOf(municipality);
    const answer = await upstream.call('receipts', async ({ signal }) => {
      const got = await httpCall({
        url: `${this.#urlOf(municipality, fileName)}/receipts`,
        method: 'GET',
        headers: { accept: 'application/xml' },
        signal,
        limitBytes: XML_LIMIT_BYTES,
      });
      if (got.status === 404) return undefined;
      requireSuccess(got);
      if (!/^(application|text)\/xml\b/i.test(got.contentType))
        throw new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not XML');
      return got;
    });
    if (!answer) return undefined;
    const receipts = this.#read(answer);
    const { FileName, Sender, ItemCount } = receipts.Header;
    if (FileName !== fileName || Sender !== municipality)
      throw new UpstreamError('ANSWER_OF_ANOTHER', 'the receipts are for another file', 'Header.FileName');
    if (ItemCount !== receipts.Items.Item.length)
      throw new UpstreamError('ANSWER_INVALID', 'the control total is wrong', 'Header.ItemCount');
    return receipts;
  }

  #read({ body }: HttpAnswer): ReceiptsFile {
    let content: unknown;
    try {
      content = this.#options.receipts.read(body);
    } catch (error) {
      if (!(error instanceof XmlProblem)) throw error;
      throw new UpstreamError('ANSWER_INVALID', error.message, error.path);
    }
    const parsed = ReceiptsFile.safeParse(content);
    if (parsed.success) return parsed.data;
    throw new UpstreamError(
      'ANSWER_INVALID',
      'the receipts are not as the contract says',
      pathOf(parsed.error),
    );
  }

  #urlOf(municipality: Atvk, fileName: string): string {
    return `${this.#options.url}/${municipality}/outgoing/${fileName}`;
  }
}

const errorCodeOf = (answer: HttpAnswer): string =>
  ErrorAnswer.safeParse(jsonOf(answer)).data?.error.code ?? 'REFUSED';
