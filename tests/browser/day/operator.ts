import assert from 'node:assert/strict';
import { until } from '@saite/runtime/testing';
import type { Browser, Page } from 'playwright-core';
import { openVisit } from '../../support/browser.ts';
import type { RunningSystem } from '../../support/system.ts';
import { breakPayments, PERSON, WRONG_AMOUNTS } from './broken-payments.ts';
import { demandAccessible, signIn } from './visitor.ts';

/** A machine with much else to do is slow, and an operator's page is not. */
const PATIENCE_MS = 90_000;

/**
 * An operator's day, from a broken register and poisoned messages to nothing that waits: hold, pause, an edit with a
 * second person, a bulk retry through a closed browser, and what cannot be mended set aside.
 */
export async function playOperator(system: RunningSystem, browser: Browser): Promise<void> {
  const anna = await operatorOf(system, browser, 'operator');
  await breakPayments(system);

  await seeTrouble(anna);
  await holdAndRelease(system, anna);
  await pauseAndResume(anna);

  await findTheCause(anna);
  const editPath = await proposeMending(anna);
  const berta = await operatorOf(system, browser, 'operator-2');
  await approve(berta, editPath);

  const jobPath = await retryTheRest(anna);
  await anna.context().close(); // the job does not notice
  const again = await operatorOf(system, browser, 'operator');
  await seeJobEnd(again, jobPath);

  await lookUpPerson(again);
  await setTheRestAside(again);
  await seeCalm(again);
  await again.context().close();
  await berta.context().close();
}

async function operatorOf(system: RunningSystem, browser: Browser, user: string): Promise<Page> {
  const { page } = await openVisit(browser);
  page.setDefaultTimeout(PATIENCE_MS);
  await signIn(page, system.hubUrl, user);
  return page;
}

/** Goes where the navigation leads. */
async function goTo(page: Page, name: string): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1, name }).waitFor();
}

/** Writes why into the dialog or form that is open. */
const say = (page: Page, why: string) => page.getByLabel('Pamatojums').fill(why);

async function seeTrouble(page: Page): Promise<void> {
  await goTo(page, 'Darbība');
  await page.getByText('Visi pakalpojumi darbojas, bet kaut kas gaida operatoru.').waitFor();
  await demandAccessible(page);
  assert.equal(await page.title(), 'Darbība · Saite');
}

async function holdAndRelease(system: RunningSystem, page: Page): Promise<void> {
  const hold = page.getByRole('button', { name: 'Turēt drošinātāju: sais' });
  await hold.focus();
  await page.keyboard.press('Enter'); // by keyboard alone
  await page.getByRole('dialog', { name: /Turēt drošinātāju/ }).waitFor();
  await page.keyboard.type('Reģistrs maina datu formātu');
  await demandAccessible(page);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByText('Reģistrs maina datu formātu').waitFor();
  await page.getByText('Pakalpojums to izpilda.').waitFor();
  await page.getByText('Drošinātāju tur operators').first().waitFor();
  const focused = page.getByRole('button', { name: 'Atlaist drošinātāju: sais' });
  assert.ok(await focused.evaluate((button) => button.matches(':focus')), 'the focus is where it was');
  const overview = await system.call({ roles: ['operator'] }, '/v1/operator/overview');
  assert.match(overview.text, /"breaker":"held"/);
  await page.keyboard.press('Enter');
  await page.getByRole('dialog', { name: /Atlaist drošinātāju/ }).waitFor();
  await say(page, 'Reģistrs atkal kārtībā');
  await page.getByRole('dialog').getByRole('button', { name: 'Atlaist' }).click();
  await hold.waitFor();
}

async function pauseAndResume(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Apturēt: Adapteris LABIS' }).click();
  await say(page, 'Apkope līdz pusdienām');
  await page.getByRole('dialog').getByRole('button', { name: 'Apturēt' }).click();
  await page.getByText('Apkope līdz pusdienām').waitFor();
  await page.getByText('Pakalpojums to izpilda.').waitFor();
  await page.getByRole('button', { name: 'Turpināt: Adapteris LABIS' }).click();
  await say(page, 'Apkope beigusies');
  await page.getByRole('dialog').getByRole('button', { name: 'Turpināt' }).click();
  await page.getByRole('button', { name: 'Apturēt: Adapteris LABIS' }).waitFor();
}

async function findTheCause(page: Page): Promise<void> {
  await goTo(page, 'Kļūmes');
  const row = page.getByRole('row').filter({ hasText: 'CONTRACT_VIOLATED' });
  await row.filter({ hasText: 'data.granted' }).waitFor();
  await row.getByText(String(WRONG_AMOUNTS), { exact: true }).waitFor();
  await demandAccessible(page);
  await row.getByRole('link').click();
  await page.getByRole('heading', { level: 1, name: 'Aizturētais pa vienam' }).waitFor();
  assert.match(new URL(page.url()).search, /reason=CONTRACT_VIOLATED/);
  await page.getByText(`Rāda ${WRONG_AMOUNTS} no ${WRONG_AMOUNTS}`).waitFor();
  await demandAccessible(page);
}

async function proposeMending(page: Page): Promise<string> {
  await page.getByRole('link', { name: 'WRONG-1', exact: true }).click();
  await page.getByRole('heading', { name: 'Lauki' }).waitFor();
  await demandAccessible(page);
  await page.getByRole('button', { name: 'Labot' }).click();
  const amount = page.getByLabel('data.granted', { exact: true });
  await amount.fill('simts');
  await say(page, 'Komats punkta vietā');
  await page.getByRole('button', { name: 'Ierosināt' }).click();
  await page.locator('[data-invalid]').filter({ hasText: 'data.granted' }).waitFor(); // the hub says so, at the field
  await amount.fill('100.00');
  await page.getByLabel('data.paid', { exact: true }).fill('100.00'); // the same mistake, said of each field
  await page.getByRole('row').filter({ hasText: '"100.00"' }).nth(1).waitFor();
  await demandAccessible(page);
  await page.getByRole('button', { name: 'Ierosināt' }).click();
  await page.getByText('To ierosinājāt jūs, tāpēc par to lemj cits operators.').waitFor();
  await page.getByRole('link', { name: 'Labojums', exact: true }).first().click();
  await page.getByRole('heading', { level: 1, name: 'Labojums' }).waitFor();
  return new URL(page.url()).pathname;
}

async function approve(page: Page, editPath: string): Promise<void> {
  await goTo(page, 'Darbība');
  await page.getByRole('link', { name: '1 labojums gaida otru personu' }).click();
  await page.locator(`a[href="${editPath}"]`).click();
  await page.getByText('"100.00"').first().waitFor();
  await demandAccessible(page);
  await say(page, 'Salīdzināts ar SAIS');
  await page.getByRole('button', { name: 'Apstiprināt un iesniegt' }).click();
  await page.getByRole('main').getByText('Apstiprināts', { exact: true }).waitFor();
}

async function retryTheRest(page: Page): Promise<string> {
  await goTo(page, 'Kļūmes');
  await page.getByRole('button', { name: /^Atkārtot: CONTRACT_VIOLATED/ }).click();
  const left = WRONG_AMOUNTS - 1;
  const start = page.getByRole('button', { name: `Atkārtot (${left})` });
  await start.waitFor();
  await page.getByText('Daži joprojām neatbilst līgumiem').waitFor(); // the preview knows
  await demandAccessible(page);
  await say(page, 'Pārbaude pēc sarunas ar SAIS');
  await page.getByLabel('Ātrums, sekundē').fill('0,1');
  await start.dblclick(); // one job
  await page.waitForURL('**/retries/*-*');
  await page.getByRole('button', { name: 'Apturēt uz laiku' }).click();
  await page.getByRole('main').getByText('Apturēts uz laiku', { exact: true }).waitFor();
  await demandAccessible(page);
  await page.getByLabel('Ātrums, sekundē').fill('0,5');
  await page.getByRole('button', { name: 'Mainīt ātrumu' }).click();
  await page.locator('dl > div').filter({ hasText: 'Sekundē' }).getByText('0,5').waitFor();
  await page.getByRole('button', { name: 'Turpināt' }).click();
  await page.getByText('Rit', { exact: true }).waitFor();
  return new URL(page.url()).pathname;
}

async function seeJobEnd(page: Page, jobPath: string): Promise<void> {
  await goTo(page, 'Atkārtošana');
  await page.locator(`a[href="${jobPath}"]`).click();
  await page.getByText('Pabeigts', { exact: true }).waitFor();
  const left = WRONG_AMOUNTS - 1;
  await page.getByText(`${left} no ${left}`).waitFor();
  const failed = page.locator('dl > div').filter({ hasText: 'Atkal neizdevās' });
  assert.equal(await failed.locator('dd').innerText(), String(left), 'as the preview said');
  await demandAccessible(page);
  await goTo(page, 'Atkārtošana');
  await page.getByRole('table').waitFor();
  assert.equal(await page.locator('tbody th[scope=row]').count(), 1, 'a double press started one job');
}

async function lookUpPerson(page: Page): Promise<void> {
  await goTo(page, 'Kļūmes');
  await page.getByRole('link', { name: 'Meklēt pēc atslēgas' }).click();
  const code = page.getByRole('textbox', { name: 'Personas kods' });
  await code.fill(PERSON);
  await page.getByLabel('Mērķis').fill('Iestādes jautājums par maksājumu');
  await page.getByRole('button', { name: 'Meklēt', exact: true }).click();
  await page.getByText(/^Atrasti? \d+ pēc: Personas kods$/).waitFor();
  assert.equal(await code.inputValue(), '', 'the field is empty again');
  await demandAccessible(page);
  const kept = `${page.url()} ${await page.title()} ${await page.evaluate('JSON.stringify([localStorage, sessionStorage])')}`;
  assert.ok(!kept.includes(PERSON) && !kept.includes(PERSON.slice(0, 6)), 'the code stays nowhere');
}

async function setTheRestAside(page: Page): Promise<void> {
  await goTo(page, 'Kļūmes');
  await page.getByRole('link', { name: 'Pa vienam' }).click();
  await page.getByText('Izvēlēties visus redzamos').click();
  await page.getByRole('button', { name: /^Atlikt: / }).click();
  await page.getByRole('button', { name: /^Atlikt \(\d+\)$/ }).waitFor();
  await say(page, 'SAIS tos nosūtīs ar nākamo versiju');
  await page.getByRole('button', { name: /^Atlikt \(\d+\)$/ }).click();
  await page.waitForURL('**/retries/*-*');
  await page.getByText('Pabeigts', { exact: true }).waitFor();
}

async function seeCalm(page: Page): Promise<void> {
  await goTo(page, 'Darbība');
  const calm = page.getByText('Viss darbojas, un nekas negaida operatoru.');
  await until(
    () => calm.isVisible(),
    (isCalm) => isCalm,
  );
  await page
    .getByRole('link', { name: /^Gaida operatoru: 0$/ })
    .first()
    .waitFor();
}
