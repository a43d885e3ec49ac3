import type { Text } from '../users.ts';
import { escapeHtml, type Language, page } from './page.ts';

const TITLE: Text = { lv: 'Atslēgties', en: 'Sign out' };
const LEAD: Text = { lv: 'Vai atslēgties no Saites?', en: 'Sign out of Saite?' };
const YES: Text = { lv: 'Atslēgties', en: 'Sign out' };
const NO: Text = { lv: 'Palikt', en: 'Stay' };
const DONE_TITLE: Text = { lv: 'Jūs esat atslēdzies', en: 'You are signed out' };
const DONE: Text = { lv: 'Varat aizvērt šo lapu.', en: 'You may close this page.' };
const ERROR_TITLE: Text = { lv: 'Tā pieslēgties nevar', en: 'Signing in does not work like this' };
const ERROR: Text = {
  lv: 'Lietotne lūdza ko tādu, ko izdevējs nedod. Parādiet tās uzturētājam šo kodu:',
  en: 'The application asked for something that the issuer does not give. Show its operator this code:',
};

/**
 * The page that asks whether to sign out.
 *
 * @param form the issuer's form, `op.logoutForm`, with its secret
 */
export const signOutPage = (language: Language, form: string): string =>
  page(
    language,
    TITLE[language],
    `<p>${LEAD[language]}</p>
${form}
<button autofocus type="submit" form="op.logoutForm" name="logout" value="yes">${YES[language]}</button>
<button type="submit" form="op.logoutForm">${NO[language]}</button>`,
  );

export const signedOutPage = (language: Language): string =>
  page(language, DONE_TITLE[language], `<p>${DONE[language]}</p>`);

/** @param code error of OAuth, such as `invalid_client` */
export const errorPage = (language: Language, code: string): string =>
  page(language, ERROR_TITLE[language], `<p>${ERROR[language]} <code>${escapeHtml(code)}</code></p>`);
