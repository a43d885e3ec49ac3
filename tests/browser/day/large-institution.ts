import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { InstitutionClients, InstitutionId, monthOf } from '@saite/contracts';
import { parseKeyFile } from '@saite/identity';
import { rigaDate } from '@saite/runtime';
import { until } from '@saite/runtime/testing';
import pg from 'pg';
import type { Browser, Page } from 'playwright-core';
import { openVisit } from '../../support/browser.ts';
import { madeSomebody, storeClients } from '../../support/made-clients.ts';
import type { RunningSystem } from '../../support/system.ts';
import { signIn } from './visitor.ts';

const INSTITUTION = InstitutionId.parse('VSAC-KURZEME-01');
const MADE = 1_100;
/** Where their codes begin, far from those of the other days; a multiple of as many names as there are. */
const FROM = 600 * 997;
/** So many clients are shown at once, before the others are here. */
const AT_FIRST = 1_000;
const WHOLE_LIST = /\/clients\?month=[0-9-]+$/;

/**
 * A month of more clients than are asked for at once: the sums and the first of them stand there while the others are
 * on their way, and stay there if the connection is lost meanwhile.
 */
export async function playLargeInstitution(system: RunningSystem, browser: Browser): Promise<void> {
  const all = await fill(system);
  const { page } = await openVisit(browser, { locale: 'en-GB' });
  await signIn(page, system.hubUrl, 'accountant');
  const loss = Promise.withResolvers<void>();
  await page.route(WHOLE_LIST, async (route) => {
    await loss.promise;
    await route.abort();
  });
  await page.getByRole('navigation').getByRole('link', { name: 'Clients', exact: true }).click();
  await page.getByText(`Here are 1,000 of ${all.toLocaleString('en-GB')} clients`).waitFor();
  assert.match(
    await page.locator('dl.figures dd').first().innerText(),
    new RegExp(`^${all.toLocaleString('en-GB')}`),
  );
  assert.equal(await rowsOf(page), AT_FIRST);
  await page.getByRole('searchbox').fill('Āboliņš-996');
  await page.locator('main .waiting').waitFor(); // not “nobody”: the list is not whole
  loss.resolve();
  await page.getByRole('alert').getByText('connection').first().waitFor();
  await page.unroute(WHOLE_LIST);
  await page.getByRole('button', { name: 'Try again' }).click();
  await page.getByRole('rowheader', { name: /Āboliņš-996/ }).waitFor();
  await page.getByRole('searchbox').fill('');
  await until(
    () => rowsOf(page),
    (rows) => rows === all,
  );
  assert.equal(await page.getByText('Here are').count(), 0);
  await page.context().close();
}

/** Stores clients beside those that are there. @returns how many there are now */
async function fill({ environment, call }: RunningSystem): Promise<number> {
  const ring = parseKeyFile(await readFile(environment.SAITE_KEYS ?? '', 'utf8'));
  const database = new pg.Client({ connectionString: environment.DATABASE_URL });
  await database.connect();
  const people = Array.from({ length: MADE }, (_, number) => madeSomebody(ring, FROM + number));
  try {
    await storeClients(database, people, INSTITUTION, rigaDate(new Date()));
  } finally {
    await database.end();
  }
  const accountant = { sub: 'accountant', roles: ['accountant'], institutionIds: [INSTITUTION] };
  const month = monthOf(rigaDate(new Date()));
  const { json } = await call(accountant, `/v1/institutions/${INSTITUTION}/clients?month=${month}&limit=1`);
  return InstitutionClients.parse(json).totals.clients;
}

/** How many rows the table says that it has, below its head. */
const rowsOf = async (page: Page): Promise<number> =>
  Number(await page.getByRole('table').getAttribute('aria-rowcount')) - 1;
