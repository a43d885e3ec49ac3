/** A personal code as the hub takes it: digits only; undefined if it cannot be one. */
export function codeIn(text: string): string | undefined {
  const digits = text.replaceAll(/[\s-]/g, '');
  return /^[0-9]{11}$/.test(digits) ? digits : undefined;
}
