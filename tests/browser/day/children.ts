import assert from 'node:assert/strict';
import { until, waitFor } from '@saite/runtime/testing';
import type { Browser, Page } from 'playwright-core';
import { openVisit, type Reader } from '../../support/browser.ts';
import type { RunningSystem } from '../../support/system.ts';
import { demandAccessible, signIn, typeDay } from './visitor.ts';

/** A child whom nobody else in the sandbox knows; eight months in an institution and no report yet. */
const CHILD = '32000000913';
const NAME = 'Dienasbērna Līna';
const INSTITUTION = 'BSRC-01';
const COURT = { roles: ['orphan-court'], courtId: 'BT-0001000' } as const;
const SERVICE = { roles: ['social-service'], municipality: '0001000' } as const;
/** Browser, hub and registers share a machine that may be slow. */
const PATIENCE_MS = 60_000;

const daysAgo = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString().slice(0, 10);

/** A page of somebody who signed in as a user of the sandbox. */
async function signInAs(system: RunningSystem, browser: Browser, user: string, reader: Reader = {}) {
  const visit = await openVisit(browser, reader);
  const { page } = visit;
  page.setDefaultTimeout(PATIENCE_MS);
  await signIn(page, system.hubUrl, user);
  return visit;
}

const goTo = async (page: Page, name: string): Promise<void> => {
  await page.getByRole('navigation').getByRole('link', { name, exact: true }).click();
  await page.getByRole('heading', { level: 1 }).waitFor();
};

/** Whoever looks over the shoulder sees no name and no code in the window's title or address. */
async function assertNothingPersonal(page: Page): Promise<void> {
  const shown = `${page.url()} ${await page.title()}`;
  for (const personal of [CHILD, '320000-00913', 'Dienasb', encodeURIComponent('Dienasbērna')])
    assert.ok(!shown.includes(personal), shown);
  const stored = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
  assert.ok(!stored.includes(CHILD) && !stored.includes('Dienasb'), stored);
}

async function bringIntoCare(system: RunningSystem): Promise<void> {
  const since = daysAgo(250);
  await system.sandbox('/sandbox/pmlp/persons', [
    {
      personCode: CHILD,
      recordVersion: 1,
      givenName: 'Līna',
      familyName: 'Dienasbērna',
      bornOn: '2018-04-10',
      residence: { addressCode: '100', atvk: '0001000', since: '2018-05-01' },
    },
  ]);
  await system.sandbox('/sandbox/npais/decisions', [
    {
      decisionId: 'day-L1',
      recordVersion: 1,
      childCode: CHILD,
      courtId: COURT.courtId,
      kind: 'custody-suspended',
      decidedOn: since,
      effectiveFrom: since,
    },
  ]);
  const { status, text } = await system.call({ roles: ['spolis'] }, '/v1/placements', {
    placementId: 'day-C1',
    recordVersion: 1,
    personCode: CHILD,
    programme: 'child-out-of-family',
    institutionId: INSTITUTION,
    startedOn: since,
  });
  assert.equal(status, 202, text);
}

const itemsOf = (json: unknown): Record<string, unknown>[] => {
  const { items } = Object(json);
  assert.ok(Array.isArray(items), JSON.stringify(json));
  return items;
};

/** What the hub says to a court of its alerts about the child, once the child has come. */
async function alertedChild(system: RunningSystem): Promise<string> {
  const child = await waitFor(
    'the child on the worklist of its court, overdue',
    async () => {
      const { json } = await system.call(COURT, '/v1/children');
      return itemsOf(json).find(
        ({ childCode, alerts, familyName }) =>
          childCode === CHILD && familyName !== null && Array.isArray(alerts) && alerts.length >= 2,
      );
    },
    PATIENCE_MS,
  );
  return String(child.childRef);
}

const reportsOf = async (system: RunningSystem, who: object, childRef: string) =>
  itemsOf((await system.call({ ...who }, `/v1/contact-reports?childRef=${childRef}`)).json);

/**
 * The day of a child's report, by those who work on it, in real browsers: the institution is late and files, over a
 * line that breaks; the court reads, confirms, and takes note of an alert; ministry, auditor and a person look.
 */
export async function playChildren(system: RunningSystem, browser: Browser): Promise<void> {
  await bringIntoCare(system);
  const childRef = await alertedChild(system);
  await institutionFiles(system, browser, childRef);
  await courtConfirms(system, browser, childRef);
  await ministryLooks(system, browser);
  await auditorLooks(system, browser);
  await personLooks(system, browser);
}

/** On a telephone, in a corridor where the connection is lost: the report waits, and arrives once. */
async function institutionFiles(system: RunningSystem, browser: Browser, childRef: string): Promise<void> {
  const { page, complaints } = await signInAs(system, browser, 'care-institution', { width: 390 });
  await goTo(page, 'Bērni');
  await page.getByRole('radio', { name: /Nokavēti par mēnesi/ }).click();
  await page.getByRole('searchbox', { name: 'Meklēt sarakstā' }).fill('dienasberna');
  await page.getByRole('link', { name: NAME }).click();
  await page.getByRole('heading', { name: NAME, level: 1 }).waitFor();
  await page.getByRole('img', { name: /Notikumu attēls/ }).waitFor();
  await page
    .getByRole('cell', { name: /nav sniegts, nokavēts/ })
    .first()
    .waitFor();
  await assertNothingPersonal(page);
  await page.getByRole('link', { name: 'Rakstīt ziņojumu' }).click();
  await page.getByRole('button', { name: 'Nosūtīt ziņojumu' }).click();
  await page.getByText('Izlabojiet atzīmētos laukus: 3.').waitFor(); // checked before anything is sent
  await demandAccessible(page);
  await page.getByRole('button', { name: 'Pievienot saskarsmi' }).click();
  await typeDay(page, 'Diena', daysAgo(20));
  await page.getByRole('button', { name: 'Pievienot dienu' }).click();
  for (const [field, text] of [
    ['Sadarbība ar iestādi', 'Māte sadarbojas ar iestādi.'],
    ['Fiziskā attīstība', 'Atbilst vecumam.'],
    ['Psihosociālā attīstība', 'Pieradusi pie vides.'],
  ] as const)
    await page.getByLabel(field).fill(text);
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Nosūtīt ziņojumu' }).click();
  await page.getByText('Gaida savienojumu.').waitFor();
  assert.deepEqual(await reportsOf(system, COURT, childRef), []);
  await page.context().setOffline(false);
  await page.getByRole('heading', { name: 'Ziņojums nosūtīts un pieņemts.' }).waitFor();
  await assertNothingPersonal(page);
  await page.getByRole('link', { name: 'Atvērt ziņojumu' }).click();
  await page.getByText('Māte sadarbojas ar iestādi.').waitFor();
  await page.getByText('Piegādāts visiem').waitFor(); // the page asks by itself how far it is
  await demandAccessible(page);
  const reports = await reportsOf(system, COURT, childRef);
  assert.equal(reports.length, 1, JSON.stringify(reports));
  const lost = complaints.filter((complaint) => !complaint.includes('ERR_INTERNET_DISCONNECTED'));
  assert.deepEqual(lost, []);
  await page.context().close();
}

/** Reads, confirms with a note, takes note of an alert: each row changes at once. */
async function courtConfirms(system: RunningSystem, browser: Browser, childRef: string): Promise<void> {
  const { page, complaints } = await signInAs(system, browser, 'orphan-court', { colorScheme: 'dark' });
  await goTo(page, 'Ziņojumi');
  const row = page.getByRole('row').filter({ hasText: NAME });
  await row.getByText('Jāizlasa').waitFor();
  await row.getByRole('rowheader').getByRole('link').click();
  await page.getByText('Pieradusi pie vides.').waitFor();
  await page.getByRole('button', { name: 'Apstiprināt, ka izlasīts' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox').fill('Izlasīts, jautājumu nav.');
  await dialog.getByRole('button', { name: 'Apstiprināt, ka izlasīts' }).click();
  await page.getByText('Apstiprināts: ziņojums izlasīts.').waitFor();
  await until(
    () => reportsOf(system, COURT, childRef),
    ([report]) => report !== undefined && report.toConfirm === false,
    PATIENCE_MS,
  );
  await goTo(page, 'Ziņojumi');
  await row.getByText(/^Bāriņtiesa BT-0001000: /).waitFor();
  await goTo(page, 'Brīdinājumi');
  const alert = page.getByRole('row').filter({ hasText: NAME }).filter({ hasText: 'Iestādē sešus mēnešus' });
  await alert.getByRole('button', { name: 'Pieņemt zināšanai' }).click();
  await page.getByRole('dialog').getByRole('textbox').fill('Meklējam audžuģimeni.');
  await page.getByRole('dialog').getByRole('button', { name: 'Pieņemt zināšanai' }).click();
  await alert.getByText(/^Jūs, /).waitFor();
  await page.getByText('Brīdinājums pieņemts zināšanai.').waitFor();
  await demandAccessible(page);
  await assertNothingPersonal(page);
  const { json } = await system.call(COURT, '/v1/care-alerts');
  const taken = itemsOf(json).find((each) => each.childRef === childRef && each.kind === 'stay-6-months');
  assert.match(JSON.stringify(taken?.acknowledgements), /orphan-court/);
  // The social service has the same report to read for itself.
  const [theirs] = await reportsOf(system, SERVICE, childRef);
  assert.equal(theirs?.toConfirm, true);
  assert.deepEqual(complaints, []);
  await page.context().close();
}

/** Figures without a word; children only with a purpose, which may be in Latvian. */
async function ministryLooks(system: RunningSystem, browser: Browser): Promise<void> {
  const { page, complaints } = await signInAs(system, browser, 'ministry', { locale: 'en-GB' });
  await goTo(page, 'Overview');
  await page.getByRole('row').filter({ hasText: 'Rīga' }).first().waitFor();
  await demandAccessible(page);
  await goTo(page, 'Children');
  await page.getByRole('textbox', { name: 'Purpose' }).fill('Sūdzības izskatīšana');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('searchbox').fill('dienasberna');
  await page.getByRole('link', { name: NAME }).click();
  await page.getByRole('img', { name: /Picture of what happened/ }).waitFor();
  await demandAccessible(page);
  await page.getByText('Sūdzības izskatīšana').waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
}

/** Sees every look with its purpose, also those that the person does not, and signs the trail. */
async function auditorLooks(system: RunningSystem, browser: Browser): Promise<void> {
  const { page, complaints } = await signInAs(system, browser, 'auditor');
  await goTo(page, 'Kas skatīja');
  await page.getByLabel('Personas kods').fill('320000-00913');
  await page.getByRole('button', { name: 'Rādīt' }).click();
  const look = page.getByRole('row').filter({ hasText: 'Sūdzības izskatīšana' }).first();
  await look.getByText('Slēpts: aizgādības lieta').waitFor();
  await look.getByRole('button', { name: 'Ko persona redz…' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel('Pamatojums vārdos').fill('Lieta ir beigusies.');
  await dialog.getByRole('button', { name: 'Noteikt' }).click();
  await page.getByText(/^Noteikts\. Ieraksti: /).waitFor();
  await look.getByText('Redz', { exact: true }).waitFor();
  await demandAccessible(page);
  await assertNothingPersonal(page);
  await goTo(page, 'Audits');
  await page.getByRole('button', { name: 'Parakstīt tagad' }).click();
  await page.getByText(/^Parakstīts: galva nr\. /).waitFor();
  await demandAccessible(page);
  assert.deepEqual(complaints, []);
  await page.context().close();
}

/** The code that the sandbox's person signs in under. */
const OWN_CODE = '16117519997';

/** Somebody admits a person and looks at it, so that there is a look to see. */
async function lookAt({ call }: RunningSystem, personCode: string): Promise<void> {
  const spolis = { sub: 'spolis', roles: ['spolis'] };
  const placement = {
    placementId: 'OWN-1',
    recordVersion: 1,
    personCode,
    programme: 'adult-long-term-care',
    institutionId: 'VSAC-1',
    startedOn: '2026-01-01',
  };
  assert.equal((await call(spolis, '/v1/placements', placement)).status, 202);
  await until(
    () => call(spolis, '/v1/persons/query', { personCode }),
    ({ status }) => status === 200,
  );
}

/** Sees who looked at own data, without typing a code; nothing of anybody else. */
async function personLooks(system: RunningSystem, browser: Browser): Promise<void> {
  await lookAt(system, OWN_CODE);
  const { page, complaints } = await signInAs(system, browser, 'person');
  await goTo(page, 'Kas skatīja');
  await page.getByRole('table').waitFor();
  await demandAccessible(page);
  assert.equal(await page.getByRole('row').filter({ hasText: 'Sūdzības' }).count(), 0);
  await page.goto(`${system.hubUrl}/children`);
  await page.getByRole('alert').getByText('Šī lapa nav paredzēta jūsu lomai').waitFor();
  assert.deepEqual(complaints, []);
  await page.context().close();
}
