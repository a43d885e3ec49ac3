/** Bytes of xs:base64Binary; `undefined` if it is not exactly that. */
export function decodeBase64(text: string): Buffer | undefined {
  const compact = text.replace(/[ \t\r\n]/g, '');
  if (compact === '' || compact.length % 4 !== 0) return undefined;
  const bytes = Buffer.from(compact, 'base64');
  // Node passes over what is no base64: only what it would write itself is taken.
  return bytes.toString('base64') === compact ? bytes : undefined;
}
