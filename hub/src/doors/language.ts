/** Languages of everything that people read. */
export type Language = 'lv' | 'en';

/** Latvian, unless the reader prefers English. */
export function languageOf(acceptLanguage: string | undefined): Language {
  const weights = new Map<string, number>();
  for (const part of (acceptLanguage ?? '').toLowerCase().split(',')) {
    const match = /^\s*(lv|en)(?:-[a-z0-9]+)*\s*(?:;\s*q\s*=\s*([01](?:\.[0-9]{0,3})?))?\s*$/.exec(part);
    const [, language, weight] = match ?? [];
    if (language) weights.set(language, Math.max(weights.get(language) ?? 0, Number(weight ?? 1)));
  }
  return (weights.get('en') ?? 0) > (weights.get('lv') ?? 0) ? 'en' : 'lv';
}
