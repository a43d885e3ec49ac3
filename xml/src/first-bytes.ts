/** Why bytes are no XML in plain UTF-8. */
export type FirstBytesRefusal = 'BYTE_ORDER_MARK' | 'ENCODING' | 'COMPRESSED';

/** How texts begin that are no XML in UTF-8 (XML 1.0, appendix F; the formats of the packers). */
const BEGINNINGS: readonly (readonly [FirstBytesRefusal, readonly number[]])[] = [
  ['BYTE_ORDER_MARK', [0xef, 0xbb, 0xbf]],
  ['ENCODING', [0xfe, 0xff]], // UTF-16, big end first
  ['ENCODING', [0xff, 0xfe]], // UTF-16 and UTF-32, little end first
  ['ENCODING', [0x00]], // the same without a mark, big end first
  ['ENCODING', [0x3c, 0x00]], // and little end first
  ['ENCODING', [0x4c, 0x6f, 0xa7, 0x94]], // EBCDIC
  ['COMPRESSED', [0x1f, 0x8b]], // gzip
  ['COMPRESSED', [0x50, 0x4b, 0x03, 0x04]], // zip
  ['COMPRESSED', [0x50, 0x4b, 0x05, 0x06]], // zip, empty
  ['COMPRESSED', [0x50, 0x4b, 0x07, 0x08]], // zip, in volumes
  ['COMPRESSED', [0x28, 0xb5, 0x2f, 0xfd]], // zstd
  ['COMPRESSED', [0x42, 0x5a, 0x68]], // bzip2
  ['COMPRESSED', [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00]], // xz
  ['COMPRESSED', [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]], // 7z
];

/** What first bytes say: why they are refused, that more of them are needed, or nothing. */
export function judgeFirstBytes(bytes: Uint8Array): FirstBytesRefusal | 'UNDECIDED' | undefined {
  let isUndecided = bytes.length === 0;
  for (const [refusal, beginning] of BEGINNINGS) {
    const shared = Math.min(beginning.length, bytes.length);
    if (beginning.slice(0, shared).some((byte, index) => byte !== bytes[index])) continue;
    if (shared === beginning.length) return refusal;
    isUndecided = true;
  }
  return isUndecided ? 'UNDECIDED' : undefined;
}
