import { type ClientMonth, COUNTED_PAYMENT_KINDS } from '@saite/contracts';
import { rigaDate } from '@saite/runtime';
import { nameOf } from '../../cases/allowance/index.ts';
import type { Language } from '../language.ts';
import { type PdfCell, PdfText } from './pdf-document.ts';
import { FLAG_WORDS, REASON_WORDS, STATEMENT_WORDS as W } from './statement-words.ts';

const kinds: Readonly<Record<string, string>> = COUNTED_PAYMENT_KINDS;
const column = (text: string, isAmount = false): PdfCell => ({ text, isAmount, header: 'Column' });
const row = (text: string): PdfCell => ({ text, header: 'Row' });

/**
 * A client's month to be printed and signed: the values of the statement, each with how it comes about, and the
 * grounds. The same statement in the same language makes the same bytes.
 */
export function statementAsPdf(month: ClientMonth, language: Language): Promise<Buffer> {
  const { statement } = month;
  const say = (value: string | null) =>
    value === null ? W.notKnown[language] : language === 'lv' ? value.replace('.', ',') : value;
  const pdf = new PdfText({
    title: `${W.title[language]} ${statement.month}`,
    language,
    madeAt: new Date(statement.computedAt),
    footer: (page, pages) =>
      `${W.title[language]} ${statement.month}, ${W.version[language].toLocaleLowerCase(language)} ${statement.version} · ${W.page[language]} ${page} ${W.of[language]} ${pages}`,
  });
  pdf.heading(1, `${W.title[language]} ${statement.month}`);
  who(pdf, month, language);
  amounts(pdf, month, language, say);
  stays(pdf, month, language, say);
  payments(pdf, month, language, say);
  trace(pdf, month, language, say);
  if (statement.flags.length > 0) {
    pdf.heading(2, W.flags[language]);
    for (const flag of statement.flags) pdf.paragraph(FLAG_WORDS[flag][language]);
  }
  pdf.heading(2, W.grounds[language]);
  for (const { text, source } of statement.legalBasis) pdf.paragraph(`${text} (${source})`);
  return pdf.end();
}

type Say = (value: string | null) => string;

function who(pdf: PdfText, { person, statement }: ClientMonth, language: Language): void {
  const names = [person.givenName, person.familyName].filter((name) => name !== null).join(' ');
  const institutions = new Set(
    statement.stays.map(({ institutionId }) => institutionId ?? W.elsewhere[language]),
  );
  pdf.table({
    widths: [170, '*'],
    rows: [
      [row(W.client[language]), { text: names || W.notKnown[language] }],
      [row(W.personCode[language]), { text: statement.personCode }],
      [row(W.bornOn[language]), { text: person.bornOn ?? W.notKnown[language] }],
      [row(W.institutions[language]), { text: [...institutions].join(', ') }],
      [row(W.month[language]), { text: statement.month }],
      [row(W.version[language]), { text: String(statement.version) }],
      [row(W.computedAt[language]), { text: rigaDate(new Date(statement.computedAt)) }],
    ],
  });
}

const AMOUNTS = ['base', 'allowance', 'serviceCost', 'clientShare', 'remainder', 'shortfall'] as const;

function amounts(pdf: PdfText, { statement }: ClientMonth, language: Language, say: Say): void {
  pdf.heading(2, W.amounts[language]);
  pdf.table({
    widths: ['*', 120],
    rows: [
      [column(W.name[language]), column(W.amount[language], true)],
      ...AMOUNTS.map((name) => [row(W[name][language]), { text: say(statement[name]), isAmount: true }]),
    ],
  });
}

function stays(pdf: PdfText, { statement }: ClientMonth, language: Language, say: Say): void {
  if (statement.stays.length === 0) return;
  pdf.heading(2, W.stays[language]);
  const shown = (value: string | null, isHere: boolean) => ({
    text: isHere ? say(value) : '',
    isAmount: true,
  });
  pdf.table({
    widths: ['*', 50, 105, 90, 115],
    rows: [
      [
        column(W.institutions[language]),
        column(W.days[language], true),
        column(W.dailyCost[language], true),
        column(W.cost[language], true),
        column(W.share[language], true),
      ],
      ...statement.stays.map(({ institutionId, days, dailyCost, serviceCost, clientShare }) => [
        row(institutionId ?? W.elsewhere[language]),
        { text: String(days), isAmount: true },
        shown(dailyCost, institutionId !== null),
        shown(serviceCost, institutionId !== null),
        shown(clientShare, institutionId !== null),
      ]),
    ],
  });
}

function payments(pdf: PdfText, { statement }: ClientMonth, language: Language, say: Say): void {
  if (statement.lines.length === 0) return;
  pdf.heading(2, W.payments[language]);
  pdf.table({
    widths: ['*', 80, 80, 120],
    rows: [
      [
        column(W.payment[language]),
        column(W.granted[language], true),
        column(W.paid[language], true),
        column(W.counts[language]),
      ],
      ...statement.lines.map(({ kind, granted, paid, reason }) => [
        row(language === 'lv' ? (kinds[kind] ?? kind) : kind),
        { text: say(granted), isAmount: true },
        { text: say(paid), isAmount: true },
        { text: reason === null ? W.yes[language] : REASON_WORDS[reason][language] },
      ]),
    ],
  });
}

function trace(pdf: PdfText, { trace: steps }: ClientMonth, language: Language, say: Say): void {
  pdf.heading(2, W.trace[language]);
  pdf.table({
    widths: [150, '*', 75],
    rows: [
      [column(W.name[language]), column(W.how[language]), column(W.value[language], true)],
      ...steps.map(({ variable, formula, value }) => [
        row(nameOf(variable, language)),
        { text: formula },
        { text: say(value), isAmount: true },
      ]),
    ],
  });
}
