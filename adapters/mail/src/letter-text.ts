import { type AlertId, CARE_ALERT_KINDS, type CalendarDate, type CareAlertKind } from '@saite/contracts';

/** What a letter says of one alert: nothing that shows a person or an institution. */
export interface ToldAlert {
  readonly alertId: AlertId;
  readonly kind: CareAlertKind;
  /** Day up to which something was due; null if nothing is. */
  readonly dueOn: CalendarDate | null;
}

/** Subject and both bodies of a letter. */
export interface LetterText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Most alerts that a letter lists; the others are counted. */
export const LISTED = 50;

const ENGLISH_KINDS: Readonly<Record<CareAlertKind, string>> = {
  'report-due-soon': 'report due soon',
  'report-overdue': 'report overdue',
  'report-escalated': 'report overdue for a month',
  'stay-6-months': 'child in an institution for six months',
  'stay-12-months': 'child in an institution for a year',
  'no-custody-decision': "no orphan's court decision in force",
  'custody-suspended-1-year': 'custody suspended for a year',
  'crisis-reported': 'child taken from the family',
};

/** Latvian counts: 1, 21, 31 take the singular, 0, 10-20, 30 the genitive plural. */
const LATVIAN_ALERTS: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = {
  one: 'jauns brīdinājums',
  zero: 'jaunu brīdinājumu',
};
const latvianPlural = new Intl.PluralRules('lv');

interface Language {
  readonly code: 'lv' | 'en';
  readonly headline: (count: number) => string;
  readonly kind: (kind: CareAlertKind) => string;
  readonly caseNumber: string;
  readonly due: (on: CalendarDate) => string;
  readonly more: (count: number) => string;
  readonly closing: string;
}

const LATVIAN: Language = {
  code: 'lv',
  headline: (count) => `${count} ${LATVIAN_ALERTS[latvianPlural.select(count)] ?? 'jauni brīdinājumi'}`,
  kind: (kind) => CARE_ALERT_KINDS[kind],
  caseNumber: 'lieta',
  due: (on) => `termiņš ${on.slice(8, 10)}.${on.slice(5, 7)}.${on.slice(0, 4)}.`,
  more: (count) => `un vēl ${count}, visi redzami šeit:`,
  closing: 'Šī vēstule ir sagatavota automātiski, uz to nav jāatbild. Personas datu tajā nav.',
};

const ENGLISH: Language = {
  code: 'en',
  headline: (count) => `${count} new ${count === 1 ? 'alert' : 'alerts'}`,
  kind: (kind) => ENGLISH_KINDS[kind],
  caseNumber: 'case',
  due: (on) => `due ${on}`,
  more: (count) => `and ${count} more, all of them here:`,
  closing: 'This letter was made automatically; no answer is needed. It holds no personal data.',
};

/**
 * The text of a letter, in Latvian, then in English.
 *
 * @param alerts what is told, the most urgent first
 * @param publicUrl address at which people open Saite, without a slash at the end
 */
export function letterText(alerts: readonly ToldAlert[], publicUrl: string): LetterText {
  const languages = [LATVIAN, ENGLISH];
  return {
    subject: `Saite: ${languages.map(({ headline }) => headline(alerts.length)).join(' / ')}`,
    text: languages.map((language) => plainPart(language, alerts, publicUrl)).join('\n-----\n\n'),
    html: `<!DOCTYPE html><html lang="lv"><body>${languages
      .map((language) => htmlPart(language, alerts, publicUrl))
      .join('<hr>')}</body></html>`,
  };
}

// An alert's id is made of characters that mean the same in a query and in HTML.
const linkOf = (publicUrl: string, { alertId }: ToldAlert): string => `${publicUrl}/?alert=${alertId}`;

const lineOf = (language: Language, { kind, alertId, dueOn }: ToldAlert): string =>
  [
    language.kind(kind),
    `${language.caseNumber} ${alertId}`,
    ...(dueOn === null ? [] : [language.due(dueOn)]),
  ].join(', ');

function plainPart(language: Language, alerts: readonly ToldAlert[], publicUrl: string): string {
  const lines = alerts
    .slice(0, LISTED)
    .flatMap((alert) => [`- ${lineOf(language, alert)}`, `  ${linkOf(publicUrl, alert)}`]);
  const rest = alerts.length - LISTED;
  const more = rest > 0 ? [language.more(rest), `  ${publicUrl}/`] : [];
  return [`${language.headline(alerts.length)}:`, '', ...lines, ...more, '', language.closing, ''].join('\n');
}

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function htmlPart(language: Language, alerts: readonly ToldAlert[], publicUrl: string): string {
  const link = (url: string, text: string) => `<a href="${inHtml(url)}">${inHtml(text)}</a>`;
  const items = alerts
    .slice(0, LISTED)
    .map((alert) => `<li>${link(linkOf(publicUrl, alert), lineOf(language, alert))}</li>`);
  const rest = alerts.length - LISTED;
  const more =
    rest > 0 ? `<p>${inHtml(language.more(rest))} ${link(`${publicUrl}/`, `${publicUrl}/`)}</p>` : '';
  return [
    `<section lang="${language.code}"><p>${inHtml(language.headline(alerts.length))}:</p>`,
    `<ul>${items.join('\n')}</ul>${more}<p>${inHtml(language.closing)}</p></section>`,
  ].join('\n');
}
