import type { Tone } from './tag.tsx';

/** What came of something that the reader did. */
export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly tone: Tone;
}

/** Long enough to be read and to go and close it; what it says stands on the page as well. */
const SHOWN_MS = 20_000;
const MOST = 3;

let notices: readonly Notice[] = [];
let last = 0;
const listeners = new Set<() => void>();

function become(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

export const currentNotices = (): readonly Notice[] => notices;
export const onNotices = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const closeNotice = (id: number): void => become(notices.filter((notice) => notice.id !== id));

/** Tells the reader, in sight and to readers of screens; never anything personal. */
export function tell(text: string, tone: Tone = 'good'): void {
  const id = ++last;
  become([...notices, { id, text, tone }].slice(-MOST));
  setTimeout(() => closeNotice(id), SHOWN_MS);
}
