import MailComposer from 'nodemailer/lib/mail-composer';
import type { LetterText } from './letter-text.ts';

export interface Envelope {
  readonly from: string;
  readonly to: string;
  /** Id of the letter; with the sender's domain it is the `Message-ID`. */
  readonly letterId: string;
  readonly date: Date;
}

/**
 * A letter as it goes over the wire (RFC 5322), ASCII throughout. `Auto-Submitted` (RFC 3834) keeps absence notices
 * from answering it.
 */
export async function letterSource(
  { from, to, letterId, date }: Envelope,
  { subject, text, html }: LetterText,
): Promise<string> {
  const composer = new MailComposer({
    from: { name: 'Saite', address: from },
    to,
    subject,
    text,
    html,
    messageId: `<${letterId}@${from.slice(from.indexOf('@') + 1)}>`,
    date,
    headers: { 'Auto-Submitted': 'auto-generated' },
    textEncoding: 'quoted-printable',
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return (await composer.compile().build()).toString('ascii');
}
