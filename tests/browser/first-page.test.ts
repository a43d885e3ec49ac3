import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { type RunningHost, startHost } from '../../sandbox/src/testing/running-host.ts';
import { openBrowser, openVisit, type Reader } from '../support/browser.ts';
import { openTestHub, type TestHub } from '../support/hub.ts';
import { signIn } from './day/visitor.ts';

/** What a browser gets of the first page, compressed. */
const FIRST_LOAD_BYTES = 300_000;

describe('the first page of who is not signed in, in a real browser', () => {
  let host: RunningHost;
  let hub: TestHub;
  let browser: Browser;
  before(async () => {
    host = await startHost();
    hub = await openTestHub({ issuerUrl: host.url, port: Number(new URL(host.hubUrl).port) });
    browser = await openBrowser();
  });
  after(async () => {
    await browser?.close();
    await hub.close();
    await host.close();
  });

  async function visit(reader: Reader) {
    const visited = await openVisit(browser, reader);
    await visited.page.goto(host.hubUrl);
    await visited.page.getByRole('heading', { level: 1 }).waitFor();
    return visited;
  }

  it('says in Latvian what runs and where to go, unless the reader prefers English', async () => {
    const { page, complaints } = await visit({ locale: 'lv-LV' });
    assert.equal(await page.getAttribute('html', 'lang'), 'lv');
    await page.getByText('Ziņojumu brokeris: Darbojas').waitFor();
    await page.getByRole('button', { name: 'English' }).click();
    await page.getByText('Message broker: Up').waitFor();
    assert.equal(await page.getAttribute('html', 'lang'), 'en');
    assert.deepEqual(complaints, []);
    assert.equal(await (await visit({ locale: 'en-GB' })).page.getAttribute('html', 'lang'), 'en');
  });

  it('leads to the descriptions and figures', async () => {
    const { page } = await visit({ locale: 'en-GB' });
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
      assert.equal((await page.request.get(host.hubUrl + target)).status(), expected, target);
    }
  });

  it('lets only its own files run, and calls nobody but the hub and the issuer', async () => {
    const [one, other] = [await fetch(host.hubUrl), await fetch(host.hubUrl)];
    const policy = one.headers.get('content-security-policy') ?? '';
    assert.match(policy, /default-src 'none'.*frame-ancestors 'none'.*script-src 'self'/);
    assert.ok(policy.includes(`connect-src 'self' ${new URL(host.url).origin}`), policy);
    assert.doesNotMatch(policy, /unsafe/);
    const nonceOf = (text: string) => /csp-nonce" content="([0-9a-f]{32})"/.exec(text)?.[1];
    const nonce = nonceOf(await one.text());
    assert.ok(nonce && policy.includes(`'nonce-${nonce}'`), policy);
    assert.notEqual(nonce, nonceOf(await other.text()));
    assert.equal(one.headers.get('cache-control'), 'no-store');
  });

  it('comes in less than 300 kB, whose names change with their content and which are kept for a year', async () => {
    const { page } = await openVisit(browser);
    let bytes = 0;
    const kept = new Set<string>();
    page.on('response', async (response) => {
      if (new URL(response.url()).pathname.startsWith('/assets/'))
        kept.add(response.headers()['cache-control'] ?? '');
    });
    page.on('requestfinished', async (request) => {
      const { responseBodySize, responseHeadersSize } = await request.sizes();
      bytes += responseBodySize + responseHeadersSize;
    });
    await page.goto(host.hubUrl);
    await page.waitForLoadState('networkidle');
    assert.ok(bytes > 50_000 && bytes < FIRST_LOAD_BYTES, String(bytes));
    assert.deepEqual([...kept], ['public, max-age=31536000, immutable']);
  });

  it('a path that is no page is not there; one that is a page is the page', async () => {
    for (const [path, status] of [
      ['/clients', 200],
      ['/children/p1.abc', 200],
      ['/nothing', 404],
      ['/assets/../index.html', 404],
      ['/assets/nothing.js', 404],
    ] as const)
      assert.equal((await fetch(host.hubUrl + path)).status, status, path);
  });

  it('shows how to sign out, keeps no token in the browser, and after it nobody is signed in', async () => {
    const { page } = await openVisit(browser, { locale: 'en-GB' });
    await signIn(page, host.hubUrl, 'operator');
    const kept = () => page.evaluate<string>('JSON.stringify([{ ...localStorage }, { ...sessionStorage }])');
    assert.doesNotMatch(await kept(), /eyJ|token|operator/);
    await page.reload(); // signed in at the issuer still, so nobody is asked again
    await page.getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign out' }).click(); // the issuer asks
    await page.waitForURL(`${host.hubUrl}/`);
    await page.getByRole('button', { name: 'Sign in' }).first().waitFor();
    assert.doesNotMatch(await kept(), /eyJ|token|operator/);
  });

  it('takes no answer of an issuer that it did not ask for', async () => {
    const { page } = await openVisit(browser, { locale: 'en-GB' });
    await page.goto(`${host.hubUrl}/callback?code=foreign&state=foreign`);
    await page.getByRole('button', { name: 'Sign in' }).first().waitFor();
    assert.equal(new URL(page.url()).search, '', 'nothing of it stays in the address');
  });
});
