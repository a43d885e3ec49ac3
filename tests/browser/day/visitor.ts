import assert from 'node:assert/strict';
import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** What the law asks for, and what people who try pages by hand ask for beside. */
const RULES = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** Signs in as a user of the sandbox and waits for the first page. */
export async function signIn(page: Page, hubUrl: string, user: string): Promise<void> {
  await page.goto(hubUrl);
  await page
    .getByRole('button', { name: /^(Pieteikties|Sign in)$/ })
    .first()
    .click();
  await page.locator(`button[value="${user}"]`).click();
  await page.waitForURL((url) => url.origin === new URL(hubUrl).origin && url.pathname !== '/callback');
  await page.getByRole('navigation').waitFor();
}

/** Types a day, `YYYY-MM-DD`, part by part as both languages write it: day, month, year. */
export async function typeDay(page: Page, label: string, day: string): Promise<void> {
  await page
    .getByRole('group', { name: new RegExp(`^${label}`) })
    .getByRole('spinbutton')
    .first()
    .click();
  await page.keyboard.type(day.split('-').reverse().join(''));
}

/**
 * Demands that nothing on the page keeps anybody out.
 *
 * @param shown what is looked at, for who reads what is wrong
 */
export async function demandAccessible(page: Page, shown = page.url()): Promise<void> {
  // Legacy: the pages have no frames, for which the builder would open a page of its own at each look.
  const { violations } = await new AxeBuilder({ page })
    .options({ resultTypes: ['violations'] })
    .withTags(RULES)
    .setLegacyMode()
    .analyze();
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    shown,
  );
}
