import {
  type AlertId,
  CARE_ALERT_KINDS,
  type CalendarDate,
  type CareAlertKind,
  DISCREPANCY_KINDS,
  type DiscrepancyId,
  type KnownDiscrepancyKind,
} from '@saite/contracts';

/** What a letter says of one alert: nothing that shows a person or an institution. */
export interface ToldAlert {
  readonly alertId: AlertId;
  readonly kind: CareAlertKind;
  /** Day up to which something was due; null if nothing is. */
  readonly dueOn: CalendarDate | null;
}

/** What a letter says of one discrepancy. */
export interface ToldDiscrepancy {
  readonly discrepancyId: DiscrepancyId;
  /** One that came with a later release has no name yet. */
  readonly kind: string;
  readonly isResolved: boolean;
}

/** Subject and both bodies of a letter. */
export interface LetterText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

/** Most cases that a letter lists; the others are counted. */
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

const ENGLISH_DISCREPANCIES: Readonly<Record<KnownDiscrepancyKind, string>> = {
  'overlapping-placements': 'placements overlap',
  'placement-after-death': 'placement after death',
  'payment-after-death': 'payment after death',
  'dates-differ': 'dates of decision and placement differ',
  'decision-ended-stay-goes-on': 'care ended by a decision, the stay goes on',
  'residence-differs': 'recipient of a service declared elsewhere',
  'same-service-twice': 'one service from two providers',
  'missing-disability': 'service without the decision on disability that it needs',
  'group-for-child': 'disability group of a minor',
  'adult-without-group': "child's disability of an adult",
};

const nameIn = (names: Readonly<Record<string, string>>, kind: string): string => names[kind] ?? kind;

/** Latvian counts: 1, 21, 31 take the singular, 0, 10-20, 30 the genitive plural. */
const LATVIAN_ALERTS: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = {
  one: 'jauns brīdinājums',
  zero: 'jaunu brīdinājumu',
};
const LATVIAN_DISCREPANCIES: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = {
  one: 'jauna pretruna',
  zero: 'jaunu pretrunu',
};
const LATVIAN_RESOLVED: Readonly<Partial<Record<Intl.LDMLPluralRule, string>>> = {
  one: 'atrisināta pretruna',
  zero: 'atrisinātu pretrunu',
};
const latvianPlural = new Intl.PluralRules('lv');

interface Language {
  readonly code: 'lv' | 'en';
  readonly alerts: (count: number) => string;
  readonly discrepancies: (count: number) => string;
  readonly resolved: (count: number) => string;
  readonly kind: (kind: CareAlertKind) => string;
  readonly discrepancy: (discrepancy: ToldDiscrepancy) => string;
  readonly caseNumber: string;
  readonly due: (on: CalendarDate) => string;
  readonly more: (count: number) => string;
  readonly closing: string;
}

const LATVIAN: Language = {
  code: 'lv',
  alerts: (count) => `${count} ${LATVIAN_ALERTS[latvianPlural.select(count)] ?? 'jauni brīdinājumi'}`,
  discrepancies: (count) =>
    `${count} ${LATVIAN_DISCREPANCIES[latvianPlural.select(count)] ?? 'jaunas pretrunas'}`,
  resolved: (count) => `${count} ${LATVIAN_RESOLVED[latvianPlural.select(count)] ?? 'atrisinātas pretrunas'}`,
  kind: (kind) => CARE_ALERT_KINDS[kind],
  discrepancy: ({ kind, isResolved }) =>
    `${isResolved ? 'atrisināta pretruna' : 'pretruna'}: ${nameIn(DISCREPANCY_KINDS, kind)}`,
  caseNumber: 'lieta',
  due: (on) => `termiņš ${on.slice(8, 10)}.${on.slice(5, 7)}.${on.slice(0, 4)}.`,
  more: (count) => `un vēl ${count}, visi redzami šeit:`,
  closing: 'Šī vēstule ir sagatavota automātiski, uz to nav jāatbild. Personas datu tajā nav.',
};

const ENGLISH: Language = {
  code: 'en',
  alerts: (count) => `${count} new ${count === 1 ? 'alert' : 'alerts'}`,
  discrepancies: (count) => `${count} new ${count === 1 ? 'discrepancy' : 'discrepancies'}`,
  resolved: (count) => `${count} settled ${count === 1 ? 'discrepancy' : 'discrepancies'}`,
  kind: (kind) => ENGLISH_KINDS[kind],
  discrepancy: ({ kind, isResolved }) =>
    `${isResolved ? 'settled discrepancy' : 'discrepancy'}: ${nameIn(ENGLISH_DISCREPANCIES, kind)}`,
  caseNumber: 'case',
  due: (on) => `due ${on}`,
  more: (count) => `and ${count} more, all of them here:`,
  closing: 'This letter was made automatically; no answer is needed. It holds no personal data.',
};

/** What a letter tells. */
interface Told {
  readonly alerts: readonly ToldAlert[];
  readonly discrepancies: readonly ToldDiscrepancy[];
  /** Address at which people open Saite, without a slash at the end. */
  readonly publicUrl: string;
}

/**
 * The text of a letter, in Latvian, then in English.
 *
 * @param alerts what is told, the most urgent first
 * @param publicUrl address at which people open Saite, without a slash at the end
 */
export function letterText(
  alerts: readonly ToldAlert[],
  publicUrl: string,
  discrepancies: readonly ToldDiscrepancy[] = [],
): LetterText {
  const languages = [LATVIAN, ENGLISH];
  const told: Told = { alerts, discrepancies, publicUrl };
  return {
    subject: `Saite: ${languages.map((language) => headline(language, told)).join(' / ')}`,
    text: languages.map((language) => plainPart(language, told)).join('\n-----\n\n'),
    html: `<!DOCTYPE html><html lang="lv"><body>${languages
      .map((language) => htmlPart(language, told))
      .join('<hr>')}</body></html>`,
  };
}

function headline(language: Language, { alerts, discrepancies }: Told): string {
  const resolved = discrepancies.filter(({ isResolved }) => isResolved).length;
  const open = discrepancies.length - resolved;
  return [
    ...(alerts.length > 0 ? [language.alerts(alerts.length)] : []),
    ...(open > 0 ? [language.discrepancies(open)] : []),
    ...(resolved > 0 ? [language.resolved(resolved)] : []),
  ].join(', ');
}

/** One case of a letter: its line, and where Saite shows it. */
interface Entry {
  readonly line: string;
  readonly link: string;
}

// The ids are made of characters that mean the same in a query and in HTML.
const entriesOf = (language: Language, { alerts, discrepancies, publicUrl }: Told): Entry[] => [
  ...alerts.map(({ kind, alertId, dueOn }) => ({
    line: [
      language.kind(kind),
      `${language.caseNumber} ${alertId}`,
      ...(dueOn === null ? [] : [language.due(dueOn)]),
    ].join(', '),
    link: `${publicUrl}/?alert=${alertId}`,
  })),
  ...discrepancies.map((discrepancy) => ({
    line: `${language.discrepancy(discrepancy)}, ${language.caseNumber} ${discrepancy.discrepancyId}`,
    link: `${publicUrl}/?discrepancy=${discrepancy.discrepancyId}`,
  })),
];

function plainPart(language: Language, told: Told): string {
  const entries = entriesOf(language, told);
  const lines = entries.slice(0, LISTED).flatMap(({ line, link }) => [`- ${line}`, `  ${link}`]);
  const rest = entries.length - LISTED;
  const more = rest > 0 ? [language.more(rest), `  ${told.publicUrl}/`] : [];
  return [`${headline(language, told)}:`, '', ...lines, ...more, '', language.closing, ''].join('\n');
}

const inHtml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

function htmlPart(language: Language, told: Told): string {
  const link = (url: string, text: string) => `<a href="${inHtml(url)}">${inHtml(text)}</a>`;
  const entries = entriesOf(language, told);
  const home = `${told.publicUrl}/`;
  const items = entries.slice(0, LISTED).map((entry) => `<li>${link(entry.link, entry.line)}</li>`);
  const rest = entries.length - LISTED;
  const more = rest > 0 ? `<p>${inHtml(language.more(rest))} ${link(home, home)}</p>` : '';
  return [
    `<section lang="${language.code}"><p>${inHtml(headline(language, told))}:</p>`,
    `<ul>${items.join('\n')}</ul>${more}<p>${inHtml(language.closing)}</p></section>`,
  ].join('\n');
}
