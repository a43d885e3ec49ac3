import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { type RunningHost, startHost } from '../../sandbox/src/testing/running-host.ts';
import { openBrowser, openVisit } from '../support/browser.ts';

/** S256 of a verifier that nobody needs: codes are not exchanged here. */
const CHALLENGE = 'E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM';

describe("the sandbox's sign-in, in a real browser", () => {
  let host: RunningHost;
  let browser: Browser;
  /** Stands where the console would. */
  const application = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/html' }).end('<title>application</title>');
  });
  before(async () => {
    host = await startHost();
    await new Promise<void>((resolve) =>
      application.listen(Number(new URL(host.hubUrl).port), '127.0.0.1', resolve),
    );
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    application.closeAllConnections();
    application.close();
    await host.close();
  });

  async function visit(locale: 'lv-LV' | 'en-GB', width = 1280) {
    const { page, complaints } = await openVisit(browser, { locale, width });
    const authorize = new URL('/oidc/authorize', host.url);
    authorize.search = new URLSearchParams({
      client_id: 'saite-console',
      response_type: 'code',
      scope: 'openid profile',
      redirect_uri: `${host.hubUrl}/callback`,
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
    }).toString();
    await page.goto(authorize.href);
    return { page, complaints };
  }

  it('is one click, and leads back to the application', async () => {
    const { page, complaints } = await visit('lv-LV');
    assert.equal(await page.getAttribute('html', 'lang'), 'lv');
    await page.getByRole('button', { name: 'Grāmatvedis' }).click();
    await page.waitForURL(`${host.hubUrl}/callback?code=**`);
    assert.deepEqual(complaints, []);
  });

  it('works by keyboard alone, in English for who prefers it', async () => {
    const { page, complaints } = await visit('en-GB');
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    assert.equal(await page.locator(':focus').getAttribute('value'), 'care-institution');
    await page.keyboard.press('Enter');
    await page.waitForURL(`${host.hubUrl}/callback?code=**`);
    assert.deepEqual(complaints, []);
  });

  it('changes its language, and fits a telephone', async () => {
    const { page } = await visit('lv-LV', 360);
    await page.getByRole('link', { name: 'In English' }).click();
    assert.ok(await page.getByRole('heading', { name: 'Sign in' }).isVisible());
    for (const button of await page.getByRole('button').all()) {
      const box = await button.boundingBox();
      assert.ok(box && box.x >= 0 && box.x + box.width <= 360);
    }
  });

  it('ends by signing out, and somebody else can sign in', async () => {
    const { page, complaints } = await visit('lv-LV');
    await page.getByRole('button', { name: 'Auditors' }).click();
    await page.waitForURL(`${host.hubUrl}/callback?code=**`);
    const out = new URL('/oidc/logout', host.url);
    out.search = new URLSearchParams({
      client_id: 'saite-console',
      post_logout_redirect_uri: `${host.hubUrl}/`,
    }).toString();
    await page.goto(out.href);
    await page.locator('button[value=yes]:focus').press('Enter'); // it has the focus from the beginning
    await page.waitForURL(`${host.hubUrl}/`);
    await page.goto(out.href); // and once more, where nobody is signed in
    await page.waitForURL(`${host.hubUrl}/`);
    assert.deepEqual(complaints, []);
  });
});
