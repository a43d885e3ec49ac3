import { SaiteError } from '@saite/runtime';
import { z } from 'zod';
import { OWNER_ONLY, readIfThere, writeWhole } from './files.ts';

const Revoked = z.array(
  z.strictObject({
    serial: z
      .string()
      .regex(/^[0-9A-F]+$/)
      .describe('Serial number, hexadecimal'),
    at: z.iso.datetime().describe('When it was revoked'),
  }),
);

/** Certificates that were taken back, kept in a file. */
export interface RevokedList {
  has(serial: string): boolean;
  entries(): readonly { readonly serial: string; readonly at: Date }[];
  /** Only one call at a time. */
  add(serial: string, at: Date): Promise<void>;
}

export async function openRevokedList(path: string): Promise<RevokedList> {
  const parsed = Revoked.safeParse(JSON.parse((await readIfThere(path)) ?? '[]'));
  if (!parsed.success)
    throw new SaiteError('AUTHORITY_INVALID', `${path} is no list of revoked certificates.`);
  const list = parsed.data;
  return {
    has: (serial) => list.some((entry) => entry.serial === serial),
    entries: () => list.map(({ serial, at }) => ({ serial, at: new Date(at) })),
    async add(serial, at) {
      if (list.some((entry) => entry.serial === serial)) return;
      list.push({ serial, at: at.toISOString() });
      await writeWhole(path, `${JSON.stringify(list, null, 2)}\n`, OWNER_ONLY);
    },
  };
}
