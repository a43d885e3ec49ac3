import assert from 'node:assert/strict';
import axe, { type Result, type RunOptions } from 'axe-core';
import type { Page } from 'playwright-core';

/** What the law asks for, and what people who try pages by hand ask for beside. */
const RULES: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations'],
};

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
  // Once for all looks at one page that is not loaded anew: to read its half a megabyte takes as long as a look.
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(axe.source);
  const violations = await page.evaluate<Result[]>(
    `axe.run(document, ${JSON.stringify(RULES)}).then(({ violations }) => violations)`,
  );
  assert.deepEqual(
    violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
    [],
    shown,
  );
}
