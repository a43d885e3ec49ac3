import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { ClientMonth, Month } from '@saite/contracts';
import { extractText, getDocumentProxy } from 'unpdf';
import { traceOf } from '../../cases/allowance/index.ts';
import { type Given, payment, stated, stay } from '../../cases/allowance/testing/given.ts';
import type { Language } from '../language.ts';
import { statementAsPdf } from './statement-pdf.ts';

const MONTH = Month.parse('2020-01');
const NAMES = { givenName: 'Ķirsis Žanis', familyName: 'Āboliņš-Ģērmanis' };

/** A client's month as its page shows it. */
function clientMonth(given: Given, language: Language): ClientMonth {
  const content = stated(MONTH, given);
  return ClientMonth.parse({
    person: {
      personRef: `p1.${'A'.repeat(22)}`,
      personCode: '32000000001',
      ...NAMES,
      bornOn: '1940-05-06',
      diedOn: null,
    },
    statement: {
      statementId: 's-1',
      personCode: '32000000001',
      month: MONTH,
      version: 2,
      supersedes: 1,
      delta: '0.00',
      computedAt: '2020-02-01T08:00:00.000Z',
      ...content,
    },
    trace: traceOf({ month: MONTH, content, sourceOf: () => null, sees: () => true }, language),
    reproduced: true,
    factsMatch: true,
    versions: [],
  });
}

const given: Given = {
  stays: [
    stay({ from: '2019-01-01', to: '2020-01-11' }),
    stay({ id: 's-2', from: '2020-01-11', institution: 'house-2', cost: '31.17' }),
  ],
  payments: [
    payment({ granted: '450.03', paid: '430.00' }),
    payment({ id: 'm-2', kind: 'FAMILY_BENEFIT', granted: '11.38' }),
  ],
};

const textOf = async (pdf: Buffer) => {
  const { text } = await extractText(new Uint8Array(pdf), { mergePages: true });
  return text.replaceAll(/\s+/g, ' ');
};

/** The kinds of structure elements of a page, outermost first. */
function rolesOf(node: object | null): string[] {
  if (node === null) return [];
  const own = 'role' in node && typeof node.role === 'string' ? [node.role] : [];
  const children: readonly object[] = 'children' in node && Array.isArray(node.children) ? node.children : [];
  return [...own, ...children.flatMap(rolesOf)];
}

describe('a printed statement', () => {
  it('says what the statement says, in Latvian with its letters and decimal commas', async () => {
    const month = clientMonth(given, 'lv');
    const text = await textOf(await statementAsPdf(month, 'lv'));
    const { statement, trace } = month;
    const values = [
      ...(['base', 'allowance', 'serviceCost', 'clientShare', 'remainder', 'shortfall'] as const).map(
        (name) => statement[name],
      ),
      ...statement.stays.flatMap(({ dailyCost, serviceCost, clientShare }) => [
        dailyCost,
        serviceCost,
        clientShare,
      ]),
      ...statement.lines.flatMap(({ granted, paid }) => [granted, paid]),
    ];
    for (const value of values) {
      assert.ok(value !== null);
      assert.ok(text.includes(value.replace('.', ',')), value);
      assert.equal(text.includes(value), false, `${value} with a point`);
    }
    for (const { formula } of trace) assert.ok(text.includes(formula.replaceAll(/\s+/g, ' ')), formula);
    for (const part of [
      `${NAMES.givenName} ${NAMES.familyName}`,
      '32000000001',
      'valsts pensija',
      'Kā radušās summas',
      'nē, veids nav sarakstā',
      'lapa 1 no 2',
    ])
      assert.ok(text.includes(part), part);
    for (const { text: ground } of statement.legalBasis)
      assert.ok(text.includes(ground.replaceAll(/\s+/g, ' ')), ground);
  });

  it('says it in English to whoever reads English', async () => {
    const text = await textOf(await statementAsPdf(clientMonth(given, 'en'), 'en'));
    for (const part of ['Statement of the month 2020-01', 'Personal allowance', '67.50', 'page 1 of'])
      assert.ok(text.includes(part), part);
  });

  it('is a document that a screen reader can follow: title, language, headings, and tables with headers', async () => {
    const pdf = await statementAsPdf(clientMonth(given, 'lv'), 'lv');
    const document = await getDocumentProxy(new Uint8Array(pdf));
    const { info, metadata } = await document.getMetadata();
    assert.equal(Reflect.get(info, 'Title'), 'Mēneša aprēķins 2020-01');
    assert.equal(Reflect.get(info, 'Language'), 'lv');
    assert.deepEqual(await document.getMarkInfo(), { Marked: true, UserProperties: false, Suspects: false });
    assert.match(metadata?.getRaw() ?? '', /<pdfuaid:part>1<\/pdfuaid:part>/);
    const roles: string[] = [];
    for (let page = 1; page <= document.numPages; page += 1)
      roles.push(...rolesOf(await (await document.getPage(page)).getStructTree()));
    for (const role of ['H1', 'H2', 'P', 'Table', 'TR', 'TH', 'TD']) assert.ok(roles.includes(role), role);
    assert.equal(roles.filter((role) => role === 'Table').length >= 5, true);
  });

  it('embeds its fonts, and no other', async () => {
    const pdf = (await statementAsPdf(clientMonth(given, 'lv'), 'lv')).toString('latin1');
    const names = [...pdf.matchAll(/\/BaseFont \/([A-Za-z0-9+-]+)/g)].map(([, name]) => name);
    assert.ok(names.length > 0);
    for (const name of names) assert.match(name ?? '', /\+SourceSans3/);
  });

  it('is the same byte for byte, whenever it is asked for', async () => {
    const month = clientMonth(given, 'lv');
    const [first, again] = [await statementAsPdf(month, 'lv'), await statementAsPdf(month, 'lv')];
    assert.ok(first.equals(again));
  });
});
