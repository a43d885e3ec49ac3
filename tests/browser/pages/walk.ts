import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { projectRoot } from '../../../setup/src/project.ts';
import { openVisit } from '../../support/browser.ts';
import type { RunningSystem } from '../../support/system.ts';
import { demandAccessible, signIn } from '../day/visitor.ts';
import { everyPage, type PageOfUser } from './pages.ts';

const FOLDER = process.env.SAITE_SCREENSHOTS;
const WIDE = { width: 1280, height: 900 };
/** What is left of a screen 1280 wide at 400 % zoom (WCAG 2.2, 1.4.10 Reflow). */
const ZOOMED = { width: 320, height: 256 };

/** A way of looking at a page. */
interface Look {
  readonly language: 'lv' | 'en';
  readonly scheme: 'light' | 'dark';
  readonly viewport: { readonly width: number; readonly height: number };
}

const LANGUAGES = ['lv', 'en'] as const;
const SCHEMES = ['light', 'dark'] as const;
const looksAt = (viewport: Look['viewport']): Look[] =>
  LANGUAGES.flatMap((language) => SCHEMES.map((scheme) => ({ language, scheme, viewport })));

/**
 * How a page is looked at: axe takes seconds for each look, so a page is looked at twice, in each language, each colour,
 * at full size and zoomed; and in all eight ways whenever its pictures are taken.
 */
const LOOKS: readonly Look[] = FOLDER
  ? [...looksAt(WIDE), ...looksAt(ZOOMED)]
  : [
      { language: 'lv', scheme: 'light', viewport: WIDE },
      { language: 'en', scheme: 'dark', viewport: ZOOMED },
    ];

/** What the pictures of the documentation show: each language in each colour. */
const PICTURES: readonly Look[] = looksAt(WIDE);

const PATIENCE_MS = 90_000;

/**
 * Walks through every page as each user, in both languages and colours, at full size and at 400 % zoom, and demands that
 * nothing keeps anybody out. With `SAITE_SCREENSHOTS` set to a folder it takes the pictures of the documentation too.
 */
export async function walkEveryPage(system: RunningSystem, browser: Browser): Promise<void> {
  if (FOLDER) await mkdir(FOLDER, { recursive: true });
  await seeWelcome(system, browser);
  for (const { user, pages } of await everyPage(system)) {
    const { page, complaints } = await openVisit(browser, WIDE);
    page.setDefaultTimeout(PATIENCE_MS);
    await signIn(page, system.hubUrl, user);
    for (const each of pages) {
      await goTo(page, each);
      await lookAround(page, each.name);
      const alerts = await page.getByRole('alert').allTextContents();
      assert.equal(alerts.length, each.refuses ? 1 : 0, `${each.name}: ${alerts.join(' ')}`);
    }
    assert.deepEqual(complaints, [], user);
    await page.context().close();
  }
}

async function seeWelcome({ hubUrl }: RunningSystem, browser: Browser): Promise<void> {
  const { page, complaints } = await openVisit(browser, WIDE);
  page.setDefaultTimeout(PATIENCE_MS);
  await page.goto(hubUrl);
  await lookAround(page, 'welcome');
  assert.deepEqual(complaints, []);
  await page.context().close();
}

/** Goes to a page without loading anew, which would forget who is signed in. */
async function goTo(page: Page, { path }: PageOfUser): Promise<void> {
  if (new URL(page.url()).pathname === path) return;
  await page.evaluate(
    `document.querySelector('h1')?.setAttribute('data-left', '');
     history.pushState({}, '', ${JSON.stringify(path)}); dispatchEvent(new PopStateEvent('popstate'));`,
  );
  await page.locator('h1:not([data-left])').waitFor(); // its code is loaded when it is first gone to
}

async function lookAround(page: Page, name: string): Promise<void> {
  for (const look of LOOKS) {
    await show(page, look);
    await demandReflow(page, name);
    await demandAccessible(page, `${name}, ${look.language}, ${look.scheme}, ${look.viewport.width} px wide`);
  }
  // Latvian words are the longer ones.
  await show(page, { language: 'lv', scheme: 'light', viewport: ZOOMED });
  await demandReflow(page, name);
  if (FOLDER === undefined) {
    const picture = join(projectRoot, 'docs/console', `${name}.lv.light.jpg`);
    assert.ok(
      existsSync(picture),
      `docs/console has no picture of ${name}: take them with SAITE_SCREENSHOTS`,
    );
    return;
  }
  for (const look of PICTURES) {
    await show(page, look);
    await page.mouse.move(look.viewport.width - 1, look.viewport.height - 1);
    const path = join(FOLDER, `${name}.${look.language}.${look.scheme}.jpg`);
    await page.screenshot({ path, type: 'jpeg', quality: 70, animations: 'disabled' });
  }
}

async function show(page: Page, { language, scheme, viewport }: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: scheme, reducedMotion: 'reduce' });
  await page.setViewportSize(viewport);
  if ((await page.locator('html').getAttribute('lang')) !== language)
    await page.getByRole('button', { name: language === 'lv' ? 'Latviešu' : 'English', exact: true }).click();
  await page.locator(`html[lang=${language}]`).waitFor();
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.locator('main .waiting').first().waitFor({ state: 'detached' });
}

/** Nobody has to scroll in two directions to read. */
async function demandReflow(page: Page, name: string): Promise<void> {
  const beyond = await page.evaluate<number>(
    'document.documentElement.scrollWidth - document.documentElement.clientWidth',
  );
  assert.ok(beyond <= 0, `${name}: ${beyond} px wider than the screen`);
}
