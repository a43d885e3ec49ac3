/** The languages of the console. */
export const LANGUAGES = ['lv', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Texts of one language: by key, in groups. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** The texts of an area in both languages. */
export type Translated = Readonly<Record<Language, Texts>>;

const CATEGORIES = ['zero', 'one', 'two', 'few', 'many', 'other'];
const PLURAL = new RegExp(`_(${CATEGORIES.join('|')})$`);

/** Every key of a tree of texts, like `list.empty`. */
function keysOf(texts: Texts, path = ''): string[] {
  return Object.entries(texts).flatMap(([key, text]) =>
    typeof text === 'string' ? [`${path}${key}`] : keysOf(text, `${path}${key}.`),
  );
}

const textAt = (texts: Texts, key: string): string | Texts | undefined =>
  key
    .split('.')
    .reduce<string | Texts | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), texts);

/** What a language has to say for a key: one text, or one for each plural form that it has. */
function wanted(key: string, language: Language): string[] {
  if (!PLURAL.test(key)) return [key];
  const stem = key.replace(PLURAL, '');
  return new Intl.PluralRules(language).resolvedOptions().pluralCategories.map((form) => `${stem}_${form}`);
}

/** Texts that one of the languages lacks, like `children/en: list.empty`. */
export function missingTranslations(areas: Readonly<Record<string, Translated>>): string[] {
  const missing = Object.entries(areas).flatMap(([area, texts]) => {
    const keys = LANGUAGES.flatMap((language) => keysOf(texts[language]));
    return LANGUAGES.flatMap((language) =>
      keys
        .flatMap((key) => wanted(key, language))
        .filter((key) => {
          const text = textAt(texts[language], key);
          return typeof text !== 'string' || text.trim() === '';
        })
        .map((key) => `${area}/${language}: ${key}`),
    );
  });
  return [...new Set(missing)].sort();
}

/** @throws Error that names every missing text */
export function demandEveryTranslation(areas: Readonly<Record<string, Translated>>): void {
  const missing = missingTranslations(areas);
  if (missing.length > 0) throw new Error(`Texts are missing:\n  ${missing.join('\n  ')}`);
}
