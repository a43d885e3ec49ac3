import { type ReactNode, useState } from 'react';
import type { Chosen, JobAction } from '../calls.ts';
import { StartDialog } from './start-dialog.tsx';

/** A job that an operator is about to start. */
export interface Start {
  readonly action: JobAction;
  readonly chosen: Chosen;
  /** What it is about, in words. */
  readonly about: string;
}

/** The dialog that starts jobs. It belongs to the page and not to a row, which may go while it is open. */
export function useStart(onStarted?: () => void): readonly [ReactNode, (start: Start) => void] {
  const [start, setStart] = useState<Start>();
  const dialog = start && (
    <StartDialog {...start} onClose={() => setStart(undefined)} onStarted={onStarted} />
  );
  return [dialog, setStart];
}
