import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { until } from '@saite/runtime/testing';
import type { Browser, Page } from 'playwright-core';
import { extractText, getDocumentProxy } from 'unpdf';
import { openVisit } from '../../support/browser.ts';
import type { RunningSystem } from '../../support/system.ts';
import { demandAccessible, signIn, typeDay } from './visitor.ts';

/** A machine with much else to do is slow, and an accountant's page is not. */
const PATIENCE_MS = 90_000;
const INSTITUTION = 'VSAC-KURZEME-01';

/** Made codes of the form without a date. */
const CODES = { pension: '32000000901', none: '32000000902', excluded: '32000000903' } as const;

/**
 * An accountant's day: the clients of a month, who has no income and whose payments do not count, why an amount is what
 * it is, a printed statement and the file of the month.
 */
export async function playAccountant(system: RunningSystem, browser: Browser): Promise<void> {
  const month = new Date().toISOString().slice(0, 7);
  await admit(system, month);
  const { page, complaints } = await openVisit(browser);
  page.setDefaultTimeout(PATIENCE_MS);
  await signIn(page, system.hubUrl, 'accountant');
  await page.getByRole('navigation').getByRole('link', { name: 'Klienti', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: /^Klienti, / }).waitFor();
  await seeMonth(page);
  await takeFiles(page, month);
  await narrow(page);
  await seeWhy(page);
  await print(page);
  await seeEarlier(page);
  // What was known before there was anything is not there; the browser complains of that too.
  assert.deepEqual(
    complaints.filter((text) => !text.includes('404')),
    [],
    'nothing went wrong on any page',
  );
  for (const code of Object.values(CODES)) assert.ok(!page.url().includes(code));
  await page.context().close();
}

/** Three clients: one with a pension, one without income, one with a payment that does not count. */
async function admit({ call, sandbox }: RunningSystem, month: string): Promise<void> {
  const people = [
    { code: CODES.pension, givenName: 'Anna', familyName: 'Ābola' },
    { code: CODES.none, givenName: 'Juris', familyName: 'Čakste' },
    { code: CODES.excluded, givenName: 'Zane', familyName: 'Žagare' },
  ];
  await sandbox(
    '/sandbox/pmlp/persons',
    people.map(({ code, givenName, familyName }) => ({
      personCode: code,
      recordVersion: 1,
      givenName,
      familyName,
      bornOn: '1950-05-01',
    })),
  );
  const payment = (paymentId: string, personCode: string, kind: string, granted: string) => ({
    paymentId,
    recordVersion: 1,
    personCode,
    kind,
    periodFrom: '2025-01',
    periodTo: '2099-12',
    granted,
    paid: granted,
  });
  await sandbox('/sandbox/sais/payments', [
    payment('DAY-1', CODES.pension, 'STATE_PENSION', '450.00'),
    payment('DAY-2', CODES.excluded, 'STATE_PENSION', '200.10'),
    payment('DAY-3', CODES.excluded, 'DISABLED_CARE_BENEFIT', '313.43'),
  ]);
  for (const { code } of people) {
    const taken = await call({ sub: 'spolis', roles: ['spolis'] }, '/v1/placements', {
      placementId: `DAY-${code}`,
      recordVersion: 1,
      personCode: code,
      programme: 'adult-long-term-care',
      institutionId: INSTITUTION,
      startedOn: `${month}-01`,
      dailyCost: '20.00',
    });
    assert.equal(taken.status, 202, taken.text);
  }
  const accountant = { sub: 'accountant', roles: ['accountant'], institutionIds: [INSTITUTION] };
  await until(
    async () => (await call(accountant, `/v1/institutions/${INSTITUTION}/clients?month=${month}`)).text,
    (text) => /"allowance":"67.50"/.test(text) && /NO_INCOME/.test(text) && /EXCLUDED_PAYMENTS/.test(text),
  );
}

/** The figure of a name. */
const figure = (page: Page, name: string) =>
  page.locator('dl.figures > div').filter({ hasText: name }).locator('dd');

/** Waits until the table has so many rows of clients. */
async function demandRows(page: Page, rows: number): Promise<void> {
  await until(
    () => page.getByRole('rowheader').count(),
    (count) => count === rows,
  );
}

async function seeMonth(page: Page): Promise<void> {
  await demandRows(page, 3);
  const names = await page.getByRole('rowheader').allInnerTexts();
  assert.deepEqual(
    names.map((name) => name.split(' ')[0]),
    ['Ābola', 'Čakste', 'Žagare'],
    'in the order of the Latvian alphabet',
  );
  // 67.50 of 450.00 and 30.02 of 200.10; nobody else has income.
  assert.match(await figure(page, 'Nauda personiskiem izdevumiem').innerText(), /^97,52\s€/);
  await demandAccessible(page);
}

/** The files have the totals of the screen. */
async function takeFiles(page: Page, month: string): Promise<void> {
  const taken = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lejupielādēt CSV' }).click();
  const file = await taken;
  assert.ok(file.suggestedFilename().includes(month), file.suggestedFilename());
  const text = await readFile(await file.path(), 'utf8');
  assert.ok(text.startsWith('\uFEFF'), 'a table program reads it as UTF-8');
  for (const amount of ['67,50', '30,02']) assert.ok(text.includes(amount), amount);
  const sheet = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Lejupielādēt XLSX' }).click();
  assert.ok((await readFile(await (await sheet).path())).subarray(0, 2).equals(Buffer.from('PK')));
}

async function narrow(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /Nav ienākumu/ }).click();
  await demandRows(page, 1);
  await page.getByRole('radio', { name: /Visi klienti/ }).click();
  await demandRows(page, 3);
  // Letters without their marks find the name, and nothing of the search stands in the address.
  await page.getByRole('searchbox').fill('zagare');
  await page.getByText('Neieskaitītas izmaksas', { exact: true }).last().waitFor();
  await demandRows(page, 1);
  assert.ok(!page.url().includes('zagare'));
}

async function seeWhy(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Žagare Zane/ }).click();
  await page.getByRole('heading', { name: 'Kāpēc šāda summa' }).waitFor();
  await page.getByText('iznāk tās pašas summas līdz centam').waitFor();
  await page.getByText('SAIS, ieraksts DAY-2, 1. versija').waitFor();
  await page.getByText('nē: veids nav sarakstā').waitFor();
  assert.equal(await page.title(), 'Mēneša aprēķins · Saite', 'the title names nobody');
  await demandAccessible(page);
}

async function print(page: Page): Promise<void> {
  const printed = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Izdruka (PDF)' }).click();
  const bytes = await readFile(await (await printed).path());
  const { text } = await extractText(await getDocumentProxy(new Uint8Array(bytes)), { mergePages: true });
  for (const shown of ['Žagare', 'Zane', '30,02', '200,10']) assert.ok(text.includes(shown), shown);
}

async function seeEarlier(page: Page): Promise<void> {
  await typeDay(page, 'Kā zināms dienas beigās', '2020-01-01');
  await page.getByText('Tādas lapas nav, vai tā nav jūsu').waitFor();
  await page.getByRole('link', { name: 'Kā zināms tagad' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('heading', { name: 'Why this amount' }).waitFor();
  await page.getByRole('link', { name: 'All months of the client' }).click();
  await page.getByRole('heading', { name: 'Months' }).waitFor();
  await demandAccessible(page);
}
