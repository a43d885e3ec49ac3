import { type Browser, chromium, type Page } from 'playwright-core';
import { findChromium } from '../../setup/src/test-tools.ts';

/** Opens the distribution's Chromium; `npm test` installs it where it may. */
export const openBrowser = (): Promise<Browser> =>
  chromium.launch({
    executablePath: findChromium() ?? process.env.SAITE_CHROMIUM ?? '/usr/bin/chromium',
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

/** A page of a reader, and everything that went wrong on it. */
export interface Visit {
  readonly page: Page;
  readonly complaints: readonly string[];
}

/** How a reader's browser is. */
export interface Reader {
  readonly locale?: 'lv-LV' | 'en-GB';
  readonly colorScheme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
}

/** Opens a page of a new reader, who has been nowhere yet. */
export async function openVisit(
  browser: Browser,
  { locale = 'lv-LV', colorScheme = 'light', width = 1280, height = 900 }: Reader = {},
): Promise<Visit> {
  const context = await browser.newContext({ locale, colorScheme, viewport: { width, height } });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(error.message));
  return { page, complaints };
}
