import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { areaTexts } from '../texts.ts';
import { LANGUAGES, type Language } from './translations.ts';

const KEPT = 'saite.language';

const isLanguage = (text: string | null): text is Language => LANGUAGES.some((language) => language === text);

/** The language that the reader chose, else the first of the browser's that we have, else Latvian. */
function firstLanguage(): Language {
  const kept = localStorage.getItem(KEPT);
  if (isLanguage(kept)) return kept;
  const wanted = navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage);
  return wanted ?? 'lv';
}

const resources = Object.fromEntries(
  LANGUAGES.map((language) => [
    language,
    Object.fromEntries(Object.entries(areaTexts).map(([area, texts]) => [area, texts[language]])),
  ]),
);

/** Starts the texts; the page says its language to readers of screens. */
export async function openTexts(): Promise<void> {
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
  await i18next.use(initReactI18next).init({
    resources,
    lng: firstLanguage(),
    supportedLngs: LANGUAGES,
    ns: Object.keys(areaTexts),
    defaultNS: 'common',
    interpolation: { escapeValue: false }, // React does
    returnNull: false,
  });
}

export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'lv');

/** The language of the page, for what is formatted; a component that asks is drawn again when it changes. */
export function useLanguage(): Language {
  useTranslation();
  return currentLanguage();
}

export async function chooseLanguage(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  await i18next.changeLanguage(language);
}
