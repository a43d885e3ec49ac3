import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Browser, chromium, type Page } from 'playwright-core';
import { openTestHub, type TestHub } from '../support/hub.ts';

/** Chromium of the distribution; `npm test` installs it where it may. */
const executablePath = process.env.SAITE_CHROMIUM ?? '/usr/bin/chromium';

describe('the first page, in a real browser', () => {
  let hub: TestHub;
  let browser: Browser;
  before(async () => {
    hub = await openTestHub();
    browser = await chromium.launch({
      executablePath,
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
      ],
    });
  });
  after(async () => {
    await browser?.close();
    await hub.close();
  });

  async function visit(locale: string): Promise<{ page: Page; complaints: string[] }> {
    const page = await (await browser.newContext({ locale })).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(hub.url);
    return { page, complaints };
  }

  it('says in Latvian what runs and where to go, unless the reader prefers English', async () => {
    const { page, complaints } = await visit('lv-LV');
    assert.equal(await page.getAttribute('html', 'lang'), 'lv');
    assert.ok(await page.getByText('Ziņojumu brokeris').isVisible());
    assert.equal(await page.getByText('✓ darbojas').count(), 3);
    await page.getByRole('link', { name: 'English' }).click();
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.ok(await page.getByRole('heading', { name: 'What runs' }).isVisible());
    assert.deepEqual(complaints, []);
    assert.equal(await (await visit('en-GB')).page.getAttribute('html', 'lang'), 'en');
  });

  it('leads to the descriptions and figures, by keyboard too', async () => {
    const { page } = await visit('en-GB');
    const targets = await page
      .locator('main a')
      .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    assert.deepEqual(targets, [
      '/v1/datasets',
      '/openapi.json',
      '/asyncapi.json',
      '/soap/v1?wsdl',
      '/XMLSchemas/999003/SopaImport/v1-0/SopaImport.xsd',
      '/health/ready',
      '/metrics',
    ]);
    // Nobody answers for the data sets behind this door; that is told as a problem, not as a missing page.
    for (const target of targets) {
      const expected = target === '/v1/datasets' ? 503 : 200;
      assert.equal((await page.request.get(hub.url + target)).status(), expected, target);
    }
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/v1/datasets');
  });
});
