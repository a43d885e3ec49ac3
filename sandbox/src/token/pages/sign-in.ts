import { type Text, USERS, type User } from '../users.ts';
import { escapeHtml, type Language, page } from './page.ts';

const TITLE: Text = { lv: 'Pieslēgties', en: 'Sign in' };
const LEAD: Text = { lv: 'Izvēlieties, kas jūs esat.', en: 'Choose who you are.' };
const OTHER: Readonly<Record<Language, { to: Language; text: string }>> = {
  lv: { to: 'en', text: 'In English' },
  en: { to: 'lv', text: 'Latviski' },
};
const EXPIRED_TITLE: Text = { lv: 'Pieslēgšanās ir beigusies', en: 'The sign-in has ended' };
const EXPIRED: Text = {
  lv: 'Atveriet lietotni, kurā vēlaties strādāt, un sāciet vēlreiz.',
  en: 'Open the application that you want to use, and begin again.',
};

const choice = (user: User, language: Language): string =>
  `<li><button name="user" value="${escapeHtml(user.id)}"><strong>${escapeHtml(user.name[language])}</strong> <small>${escapeHtml(user.sees[language])}</small></button></li>`;

/** The page on which somebody signs in: a button for each user. */
export function signInPage(language: Language): string {
  const { to, text } = OTHER[language];
  return page(
    language,
    TITLE[language],
    `<p id="lead">${LEAD[language]}</p>
<form method="post" aria-labelledby="lead">
<ul>
${USERS.map((user) => choice(user, language)).join('\n')}
</ul>
</form>
<p><a href="?lang=${to}" lang="${to}" hreflang="${to}">${text}</a></p>`,
  );
}

/** The page of who comes too late, or by another way than from an application. */
export const expiredPage = (language: Language): string =>
  page(language, EXPIRED_TITLE[language], `<p>${EXPIRED[language]}</p>`);
