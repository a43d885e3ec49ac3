import { UpstreamError } from '@saite/adapter-kit';
import type { Word } from './smtp.ts';

/** What nodemailer tells of a failure: its own code, the server's reply, and the command it answered. */
interface SmtpFailure {
  readonly code: string;
  readonly status: number | undefined;
  readonly command: string;
}

/** Commands whose answer is about this letter alone. */
const LETTER_COMMANDS: ReadonlySet<string> = new Set(['MAIL FROM', 'RCPT TO', 'DATA']);
/** Replies that mean the server itself is closing (RFC 5321, 3.8), whatever they answer. */
const CLOSING = 421;
/** Replies about the sender's log-in (RFC 4954, 6), whatever they answer. */
const LOG_IN = new Set([530, 534, 535, 538]);

function read(error: unknown): SmtpFailure {
  if (!(error instanceof Error)) return { code: '', status: undefined, command: '' };
  const given = (name: string): unknown => Object.getOwnPropertyDescriptor(error, name)?.value;
  const status = given('responseCode');
  return {
    code: String(given('code') ?? ''),
    status: typeof status === 'number' && status >= 400 && status < 600 ? status : undefined,
    command: String(given('command') ?? ''),
  };
}

/** The server's word on the letter, if the failure is one: 4xx not now, 5xx never. */
export function wordOn(error: unknown): Word | undefined {
  const { status, command } = read(error);
  if (status === undefined || status === CLOSING || LOG_IN.has(status)) return undefined;
  return LETTER_COMMANDS.has(command) ? { taken: false, status } : undefined;
}

/** Any other failure by its consequence. The server's text stays out of it: replies repeat addresses. */
export function failureOf(error: unknown): unknown {
  const { code, status } = read(error);
  if (status !== undefined && (status === CLOSING || (status < 500 && !LOG_IN.has(status))))
    return new UpstreamError('UPSTREAM_BUSY', `the mail server asks to wait (${status})`);
  if (code === 'EAUTH' || (status !== undefined && LOG_IN.has(status)))
    return new UpstreamError('NOT_AUTHORISED', 'the mail server does not accept the user');
  if (status !== undefined)
    return new UpstreamError('UPSTREAM_FAILED', `the mail server is broken (${status})`);
  if (code === 'EPROTOCOL')
    return new UpstreamError('UPSTREAM_UNREADABLE', 'the answer is not one of a mail server');
  return error;
}
