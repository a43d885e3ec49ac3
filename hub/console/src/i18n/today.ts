/** The time zone of every day and month. */
export const RIGA = 'Europe/Riga';

/** Today in Riga, `YYYY-MM-DD`. */
export const todayInRiga = (): string =>
  new Intl.DateTimeFormat('sv-SE', { timeZone: RIGA }).format(new Date());
