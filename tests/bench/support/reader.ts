import { signIn } from '../../browser/day/visitor.ts';
import { openBrowser, openVisit } from '../../support/browser.ts';
import { median } from '../statistics.ts';
import type { Run } from './run.ts';
import { step, whole } from './screen.ts';

const PATIENCE_MS = 60_000;

/** How a list is in a real browser. */
export interface ReadList {
  /** From the click to the first rows on the screen, in a browser that was on the page before, ms. */
  readonly openMs: number;
  /** From the click until all rows are here; `null` for a list that gets them as it is scrolled, ms. */
  readonly wholeMs: number | null;
  /** As `openMs`, the first time of all, when the browser has nothing of the page yet, ms. */
  readonly firstMs: number;
  /** While the list is scrolled fast, five rows with each frame: what 95 of 100 frames did not take longer than, ms. */
  readonly frameMs: number;
  /** From a jump to anywhere in the list to its rows on the screen, the middle of many, ms. */
  readonly jumpMs: number;
}

/** A list, and whose. */
export interface ReadingPlan {
  readonly name: string;
  /** User of the sandbox. */
  readonly user: string;
  /** Page of the list. */
  readonly path: string;
  /** How many rows there are at last, without anybody scrolling. */
  readonly rows?: number;
  /** Awaited before each round. */
  readonly before?: () => Promise<unknown>;
}

const ROUNDS = 5;

/** Opens a list as a link does, each time upon a console that was just loaded, and scrolls through it. */
export function measureReading(
  { endings }: Run,
  hubUrl: string,
  { name, user, path, rows, before }: ReadingPlan,
): Promise<ReadList> {
  return step(
    `${name}, opened and scrolled in a browser`,
    () =>
      endings.within(async (closes) => {
        const browser = await openBrowser();
        closes(() => browser.close());
        const { page } = await openVisit(browser);
        page.setDefaultTimeout(PATIENCE_MS);
        await signIn(page, hubUrl, user);
        const open = async () => {
          await before?.();
          await page.goto(hubUrl); // signed in at the issuer still; nothing is remembered here
          await page.getByRole('navigation').waitFor();
          await page.waitForLoadState('networkidle');
          return await page.evaluate<Pick<ReadList, 'openMs' | 'wholeMs'>>(OPEN(path, rows ?? null));
        };
        const { openMs: firstMs } = await open();
        const rounds: Omit<ReadList, 'firstMs'>[] = [];
        while (rounds.length < ROUNDS) {
          rounds.push({
            ...(await open()),
            frameMs: await page.evaluate<number>(SCROLL),
            jumpMs: await page.evaluate<number>(JUMP),
          });
        }
        return {
          firstMs,
          openMs: median(rounds.map(({ openMs }) => openMs)),
          wholeMs: rows === undefined ? null : median(rounds.map(({ wholeMs }) => wholeMs ?? 0)),
          frameMs: median(rounds.map(({ frameMs }) => frameMs)),
          jumpMs: median(rounds.map(({ jumpMs }) => jumpMs)),
        };
      }),
    {
      outcome: ({ openMs, wholeMs, firstMs, frameMs, jumpMs }) =>
        `${whole(openMs)} ms, at first ${whole(firstMs)} ms${wholeMs === null ? '' : `, all rows ${whole(wholeMs)} ms`}; a frame ${whole(frameMs)} ms, a jump ${whole(jumpMs)} ms`,
    },
  );
}

// Scripts as text: what runs in the page knows other types than what runs here.
const PAINTED = 'const painted = () => new Promise((done) => requestAnimationFrame(() => setTimeout(done)));';
const OPEN = (path: string, rows: number | null) => `(async () => {
  ${PAINTED}
  const startedAt = performance.now();
  history.pushState({}, '', ${JSON.stringify(path)});
  dispatchEvent(new PopStateEvent('popstate'));
  while (!document.querySelector('.scroller tbody tr[data-index]')) await painted();
  await painted();
  const openMs = performance.now() - startedAt;
  const rows = ${rows};
  if (rows === null) return { openMs, wholeMs: null };
  const isWhole = () => Number(document.querySelector('.scroller table').ariaRowCount) > rows;
  while (!isWhole() || !document.querySelector('.scroller tbody tr[data-index]')) await painted();
  await painted();
  return { openMs, wholeMs: performance.now() - startedAt };
})()`;
const SCROLL = `(async () => {
  const list = document.querySelector('.scroller.tall');
  const frames = [];
  let last = await new Promise(requestAnimationFrame);
  for (let frame = 0; frame < 200; frame += 1) {
    list.scrollTop += 200;
    const now = await new Promise(requestAnimationFrame);
    frames.push(now - last);
    last = now;
  }
  return frames.sort((one, other) => one - other)[190];
})()`;
const JUMP = `(async () => {
  ${PAINTED}
  const list = document.querySelector('.scroller.tall');
  const took = [];
  for (let jump = 0; jump < 41; jump += 1) {
    const startedAt = performance.now();
    list.scrollTop = ((jump * 17) % 41) / 41 * (list.scrollHeight - list.clientHeight);
    const isThere = () => [...list.querySelectorAll('tbody tr[data-index]')].some((row) => {
      const { top, bottom } = row.getBoundingClientRect();
      const frame = list.getBoundingClientRect();
      return top < frame.bottom && bottom > frame.top + frame.height / 2;
    });
    do await painted(); while (!isThere());
    took.push(performance.now() - startedAt);
  }
  return took.sort((one, other) => one - other)[20];
})()`;
