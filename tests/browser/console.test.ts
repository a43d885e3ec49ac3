import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../support/browser.ts';
import { type RunningSystem, startSystem } from '../support/system.ts';
import { playAccountant } from './day/accountant.ts';
import { playChildren } from './day/children.ts';
import { playByKeyboard } from './day/keyboard.ts';
import { playLargeInstitution } from './day/large-institution.ts';
import { playOperator } from './day/operator.ts';
import { walkEveryPage } from './pages/walk.ts';

/** The services of whom the days tell; pictures for the documentation show all that there are. */
const SERVICES = [
  'sandbox',
  'adapter-labis',
  'adapter-mail',
  'adapter-npais',
  'adapter-pmlp',
  'adapter-sais',
  'adapter-sopa',
  'hub',
];

/** A person's day for each role, in a real browser and on the whole system; one system for all of them. */
describe('the console', () => {
  let system: RunningSystem;
  let browser: Browser;
  before(async () => {
    system = await startSystem(process.env.SAITE_SCREENSHOTS ? {} : { only: SERVICES });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await system?.close();
  });

  it('an accountant’s day: from signing in to a printed statement', () => playAccountant(system, browser));

  it('a child’s report, from an alert to both recipients, and who looked: institution, court, ministry, auditor', () =>
    playChildren(system, browser));

  it('an operator’s day: from a broken register to nothing that waits', () => playOperator(system, browser));

  it('and a flow of each role by keyboard alone', () => playByKeyboard(system, browser));

  it('every page keeps nobody out: in both languages and colours, and at 400 % zoom', () =>
    walkEveryPage(system, browser));

  it('an institution of more clients than are asked for at once', () =>
    playLargeInstitution(system, browser));
});
