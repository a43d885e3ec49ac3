import { createHash } from 'node:crypto';

/**
 * The id that a file's resource has at a portal, the same at every attempt (UUID, version 8 of RFC 9562): CKAN takes
 * an id that the caller chose, so that a call whose answer was lost makes no second resource when it is made again.
 */
export function resourceIdOf(packageId: string, fileName: string): string {
  const digest = createHash('sha256').update(`${packageId}\n${fileName}`, 'utf8').digest();
  digest.writeUInt8((digest.readUInt8(6) & 0x0f) | 0x80, 6);
  digest.writeUInt8((digest.readUInt8(8) & 0x3f) | 0x80, 8);
  const hex = digest.toString('hex', 0, 16);
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
