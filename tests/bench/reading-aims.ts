import { type Aim, below } from './aims.ts';
import type { ReadList } from './support/reader.ts';
import { whole } from './support/screen.ts';

/** A list is on the screen in less, ms. */
const OPEN_LIMIT_MS = 1_000;
/** Twenty frames a second: with fewer a list that is scrolled no longer seems to move. */
const FRAME_LIMIT_MS = 50;

/** What is asked of a list in a browser, and whether it is so. */
export const aimsOfReading = (
  name: string,
  { openMs, wholeMs, firstMs, frameMs, jumpMs }: ReadList,
): Aim[] => [
  {
    name: `${name}, click to rows`,
    measured: `${whole(openMs)} ms`,
    against: `at first ${whole(firstMs)} ms${wholeMs === null ? '' : `, all rows ${whole(wholeMs)} ms`}`,
    ...below(openMs, OPEN_LIMIT_MS, '< 1 s'),
  },
  {
    name: 'the same, scrolled fast',
    measured: `${whole(frameMs)} ms a frame`,
    against: `a jump ${whole(jumpMs)} ms`,
    ...below(frameMs, FRAME_LIMIT_MS, `< ${FRAME_LIMIT_MS} ms`),
  },
];
