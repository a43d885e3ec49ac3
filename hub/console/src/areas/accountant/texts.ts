/** Texts of the accountant's pages. */
export const accountantTexts = {
  lv: { title: 'Klienti' },
  en: { title: 'Clients' },
} as const;
