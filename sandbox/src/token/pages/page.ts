import type { Text } from '../users.ts';

/** Languages of the pages. */
export type Language = keyof Text;

/** Where the style of the pages is found. */
export const STYLE_PATH = '/sign-in/style.css';

/** The language that was chosen on the page, else Latvian unless the reader prefers English. */
export function languageOf(chosen: unknown, acceptLanguage: string | undefined): Language {
  if (chosen === 'lv' || chosen === 'en') return chosen;
  const weightOf = (language: Language) =>
    Math.max(
      ...(acceptLanguage ?? '')
        .toLowerCase()
        .split(',')
        .map((part) => {
          const [name = '', weight] = part.split(';');
          if (name.trim().split('-')[0] !== language) return 0;
          return weight === undefined ? 1 : Number(/q\s*=\s*([01](?:\.[0-9]{0,3})?)/.exec(weight)?.[1] ?? 0);
        }),
    );
  return weightOf('en') > weightOf('lv') ? 'en' : 'lv';
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
export const escapeHtml = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? '');

const FOOT: Text = {
  lv: 'Smilškaste: lietotāji un reģistri ir izdomāti. Nekad nelietot ar īstiem datiem.',
  en: 'Sandbox: users and registers are made up. Never for real data.',
};

/** A whole page; what goes in is markup already. */
export function page(language: Language, title: string, content: string): string {
  return `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} · Saite</title>
<link rel="stylesheet" href="${STYLE_PATH}">
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${content}
</main>
<footer>${FOOT[language]}</footer>
</body>
</html>
`;
}

/**
 * Headers of a page: nothing from elsewhere, no script, in no frame, not kept.
 *
 * @param leadsTo address to which the page's form leads in the end, if not to the sandbox itself
 */
export function pageHeaders(leadsTo?: string): Record<string, string> {
  const target = leadsTo !== undefined && URL.canParse(leadsTo) ? ` ${new URL(leadsTo).origin}` : '';
  return {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': `default-src 'none'; style-src 'self'; form-action 'self'${target}; base-uri 'none'; frame-ancestors 'none'`,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-store',
  };
}

export const STYLE = `:root { color-scheme: light dark; }
body { font: 1.0625rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; }
ul { list-style: none; padding: 0; display: grid; gap: .5rem; }
button { font: inherit; padding: .6rem .9rem; border: 1px solid; border-radius: .4rem; cursor: pointer; }
li button { width: 100%; text-align: start; display: grid; }
button:focus-visible, a:focus-visible { outline: 3px solid Highlight; outline-offset: 2px; }
small { opacity: .8; }
footer { margin-top: 2rem; font-size: .875rem; opacity: .8; }
`;
