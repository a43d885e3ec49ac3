import { readFile } from 'node:fs/promises';
import { type Recipient, RecipientRole } from '@saite/contracts';
import { SaiteError } from '@saite/runtime';
import { z } from 'zod';

const ADDRESS = /^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?$/;
const Address = z.string().regex(ADDRESS, { error: 'expected an address of mail' });

/** What an operator writes down: the server that takes the mail, and to which address each recipient's goes. */
export const MailConfig = z
  .strictObject({
    smtp: z
      .strictObject({
        host: z.string().min(1).describe('Name or address of the mail server'),
        port: z.int().min(1).max(65_535).describe('Port of the mail server'),
        secure: z
          .boolean()
          .describe('True: TLS from the first byte; false: STARTTLS where the server has it'),
        user: z.string().min(1).optional().describe('User at the mail server; never sent without TLS'),
        passwordFile: z.string().min(1).optional().describe("File with the user's password"),
      })
      .refine(({ user, passwordFile }) => (user === undefined) === (passwordFile === undefined), {
        error: 'user and passwordFile go together',
      })
      .describe('The mail server'),
    from: Address.describe('Sender of the letters; its domain stands in their ids'),
    addresses: z
      .array(
        z
          .strictObject({
            role: RecipientRole,
            id: z.string().min(1).optional().describe('One recipient; without it every one of the role'),
            address: Address.describe("Address; {id} in it is replaced by the recipient's id, made safe"),
          })
          .describe('Address of one recipient, or of all recipients of a role'),
      )
      .describe('Addresses; one that names the recipient goes before one of the role'),
  })
  .describe('Where mail goes, and by which server');
export type MailConfig = z.infer<typeof MailConfig>;

/**
 * Reads the file anew, so that a server or an address is changed without a restart.
 *
 * @throws SaiteError `MAIL_CONFIG_INVALID` naming each field that is wrong
 */
export async function readMailConfig(path: string): Promise<MailConfig> {
  const text = await readFile(path, 'utf8');
  const parsed = MailConfig.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const fields = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ');
  throw new SaiteError('MAIL_CONFIG_INVALID', `The configuration of mail is not valid (${fields}).`);
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** @returns `undefined` if the recipient has no address */
export function addressOf({ addresses }: MailConfig, { role, id }: Recipient): string | undefined {
  const ofRole = addresses.filter((entry) => entry.role === role);
  const found = ofRole.find((entry) => entry.id === id) ?? ofRole.find((entry) => entry.id === undefined);
  return found?.address.replaceAll('{id}', safeId(id));
}

/**
 * An id as a part of an address (RFC 5322, `atext`). Two ids never give the same text, since that would lead one
 * recipient's letters to another.
 */
const safeId = (id: string): string =>
  id.replaceAll(
    /[^A-Za-z0-9_-]/g,
    (character) => `=${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  );
