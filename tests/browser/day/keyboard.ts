import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { Browser, Locator, Page } from 'playwright-core';
import { openVisit } from '../../support/browser.ts';
import type { RunningSystem } from '../../support/system.ts';
import { demandAccessible } from './visitor.ts';

const PATIENCE_MS = 90_000;
/** More than there is to tab through on any page; who needs more has lost the way. */
const MOST_TABS = 80;

/**
 * A flow of each role with the keyboard alone, the issuer's page too: no mouse is ever moved. The accountant prints a
 * statement, the institution files a report, the court adds to an alert, the ministry compares institutions, the auditor
 * looks who looked and signs, the operator takes up again what was set aside.
 */
export async function playByKeyboard(system: RunningSystem, browser: Browser): Promise<void> {
  await print(system, browser);
  await file(system, browser);
  await addToAlert(system, browser);
  await compare(system, browser);
  await lookWhoLooked(system, browser);
  await takeUpAgain(system, browser);
}

/** Goes on by Tab until something has the focus. */
async function tabTo(page: Page, wanted: Locator): Promise<void> {
  await wanted.waitFor();
  for (let tabs = 0; tabs < MOST_TABS; tabs += 1) {
    if (await wanted.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press('Tab');
  }
  assert.fail(`no Tab leads to ${wanted}`);
}

async function press(page: Page, wanted: Locator): Promise<void> {
  await tabTo(page, wanted);
  await page.keyboard.press('Enter');
}

async function signIn({ hubUrl }: RunningSystem, browser: Browser, user: string): Promise<Page> {
  const { page } = await openVisit(browser);
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(hubUrl);
  await press(page, page.getByRole('button', { name: 'Pieteikties' }).first());
  await press(page, page.locator(`button[value="${user}"]`));
  await page.getByRole('navigation').waitFor();
  return page;
}

const follow = (page: Page, name: string): Promise<void> =>
  press(page, page.getByRole('navigation').getByRole('link', { name, exact: true }));

async function print(system: RunningSystem, browser: Browser): Promise<void> {
  const page = await signIn(system, browser, 'accountant');
  await follow(page, 'Klienti');
  await press(page, page.getByRole('link', { name: /Žagare Zane/ }));
  await page.getByRole('heading', { name: 'Kāpēc šāda summa' }).waitFor();
  const printed = page.waitForEvent('download');
  await press(page, page.getByRole('button', { name: 'Izdruka (PDF)' }));
  const bytes = await readFile(await (await printed).path());
  assert.equal(bytes.subarray(0, 5).toString('latin1'), '%PDF-');
  await page.context().close();
}

async function fill(page: Page, field: Locator, text: string): Promise<void> {
  await tabTo(page, field);
  await page.keyboard.type(text);
}

async function file(system: RunningSystem, browser: Browser): Promise<void> {
  const page = await signIn(system, browser, 'care-institution');
  await follow(page, 'Bērni');
  await fill(page, page.getByRole('searchbox', { name: 'Meklēt sarakstā' }), 'dienasberna');
  await press(page, page.getByRole('link', { name: 'Dienasbērna Līna' }));
  await press(page, page.getByRole('link', { name: 'Rakstīt ziņojumu' }));
  await press(page, page.getByRole('button', { name: 'Pievienot saskarsmi' }));
  await press(page, page.getByRole('group', { name: /^Diena/ }).getByRole('button'));
  await page.getByRole('dialog').getByRole('grid').waitFor();
  await demandAccessible(page, 'the calendar of a day');
  await page.keyboard.press('ArrowLeft');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  await press(page, page.getByRole('button', { name: 'Pievienot dienu' }));
  await fill(page, page.getByLabel('Sadarbība ar iestādi'), 'Māte zvana katru nedēļu.');
  await fill(page, page.getByLabel('Fiziskā attīstība'), 'Atbilst vecumam.');
  await fill(page, page.getByLabel('Psihosociālā attīstība'), 'Mierīga.');
  await press(page, page.getByRole('button', { name: 'Nosūtīt ziņojumu' }));
  await page.getByRole('heading', { name: 'Ziņojums nosūtīts un pieņemts.' }).waitFor();
  await page.context().close();
}

async function addToAlert(system: RunningSystem, browser: Browser): Promise<void> {
  const page = await signIn(system, browser, 'orphan-court');
  await follow(page, 'Brīdinājumi');
  await press(page, page.getByRole('button', { name: 'Papildināt' }).first());
  const dialog = page.getByRole('dialog');
  await tabTo(page, dialog.getByRole('textbox'));
  await page.keyboard.type('Saruna ar audžuģimeni rīt.');
  await press(page, dialog.getByRole('button', { name: 'Pieņemt zināšanai' }));
  await dialog.waitFor({ state: 'detached' });
  await page.getByText('Brīdinājums pieņemts zināšanai.').waitFor();
  await page.context().close();
}

async function compare(system: RunningSystem, browser: Browser): Promise<void> {
  const page = await signIn(system, browser, 'ministry');
  await follow(page, 'Pārskats');
  await tabTo(page, page.getByRole('tab', { name: 'Pašvaldības' }));
  await page.keyboard.press('ArrowRight');
  await page.getByRole('rowheader', { name: 'BSRC-01', exact: true }).waitFor();
  await press(page, page.getByRole('button', { name: /^Iestādēs/ }));
  await page.locator('[aria-sort="ascending"], [aria-sort="descending"]').waitFor();
  await page.context().close();
}

async function lookWhoLooked(system: RunningSystem, browser: Browser): Promise<void> {
  const page = await signIn(system, browser, 'auditor');
  await follow(page, 'Kas skatīja');
  await fill(page, page.getByLabel('Personas kods'), '320000-00913');
  await page.keyboard.press('Enter');
  await page.getByRole('row').nth(1).waitFor();
  await follow(page, 'Audits');
  await press(page, page.getByRole('button', { name: 'Parakstīt tagad' }));
  await page.getByText(/^Parakstīts: galva nr\. /).waitFor();
  await page.context().close();
}

async function takeUpAgain(system: RunningSystem, browser: Browser): Promise<void> {
  const page = await signIn(system, browser, 'operator');
  await follow(page, 'Kļūmes');
  const set = page.getByRole('button', { name: /Stāvoklis/ }).first();
  await tabTo(page, set);
  await page.keyboard.press('Enter');
  await page.keyboard.type('Atl');
  await page.keyboard.press('Enter');
  await press(page, page.getByRole('button', { name: /^Atjaunot: CONTRACT_VIOLATED/ }));
  const start = page.getByRole('button', { name: /^Atjaunot \(\d+\)$/ });
  await start.waitFor();
  await tabTo(page, page.getByLabel('Pamatojums'));
  await page.keyboard.type('SAIS sola labot šodien');
  await press(page, start);
  await page.waitForURL('**/retries/*-*');
  await page.getByText('Pabeigts', { exact: true }).waitFor();
  await page.context().close();
}
