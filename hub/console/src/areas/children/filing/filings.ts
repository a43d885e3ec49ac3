import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { answerOf, api } from '../../../api/client.ts';
import { tell } from '../../../ui/notices.ts';
import { deliver } from './deliver.ts';
import { bodyOf, type Draft } from './draft.ts';

/** How far the sending of a report is. */
export type Sending =
  | { readonly step: 'sending' }
  | { readonly step: 'waiting'; readonly isLost: boolean }
  | { readonly step: 'refused'; readonly error: Error }
  | { readonly step: 'sent' };

/** A report that somebody writes, or that is on its way to the hub. */
export interface Filing {
  readonly draft: Draft;
  readonly sending?: Sending;
}

/**
 * Reports that were begun, by child. They live in the page's memory and nowhere else: a browser's storage is no place
 * for what is told of a child. A sending goes on while the reader is on another page.
 */
let filings: ReadonlyMap<string, Filing> = new Map();
const listeners = new Set<() => void>();
/** What was sent and under which key: the same content goes under the same key. */
const sendings = new Map<string, { readonly content: string; readonly key: string }>();
const stops = new Map<string, AbortController>();

const isUnsent = ({ sending }: Filing): boolean => sending?.step !== 'sent';

/** A browser asks whether the page may really go, while something on it is not sent. */
const keepPage = (event: BeforeUnloadEvent): void => event.preventDefault();

function become(childRef: string, filing: Filing | undefined): void {
  const next = new Map(filings);
  if (filing) next.set(childRef, filing);
  else next.delete(childRef);
  filings = next;
  if ([...filings.values()].some(isUnsent)) addEventListener('beforeunload', keepPage);
  else removeEventListener('beforeunload', keepPage);
  for (const listener of listeners) listener();
}

const subscribe = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const useFilings = (): ReadonlyMap<string, Filing> => useSyncExternalStore(subscribe, () => filings);
export const useFiling = (childRef: string): Filing | undefined => useFilings().get(childRef);
export const unsentOf = (all: ReadonlyMap<string, Filing>): Filing[] => [...all.values()].filter(isUnsent);

export const write = (draft: Draft): void => become(draft.childRef, { draft });

export function discard(childRef: string): void {
  stops.get(childRef)?.abort();
  become(childRef, undefined);
}

/** Goes back to writing; what is on the line already may still arrive. */
export function stopSending(childRef: string): void {
  stops.get(childRef)?.abort();
  const filing = filings.get(childRef);
  if (filing && isUnsent(filing)) become(childRef, { draft: filing.draft });
}

const ANSWER_MS = 20_000;

/** Sends a draft until it is answered: the same report under the same key, however often. */
export async function file(draft: Draft, childCode: string): Promise<void> {
  const { childRef } = draft;
  const body = bodyOf(draft, childCode);
  const content = JSON.stringify(body);
  const before = sendings.get(draft.reportId);
  const key = before?.content === content ? before.key : crypto.randomUUID();
  sendings.set(draft.reportId, { content, key });
  stops.get(childRef)?.abort();
  const stop = new AbortController();
  stops.set(childRef, stop);
  const say = (sending: Sending) => {
    if (!stop.signal.aborted) become(childRef, { draft, sending });
  };
  try {
    await deliver({
      send: () => {
        stop.signal.throwIfAborted();
        say({ step: 'sending' });
        const header = { 'Idempotency-Key': key };
        const signal = AbortSignal.any([stop.signal, AbortSignal.timeout(ANSWER_MS)]);
        return answerOf(api.POST('/v1/contact-reports', { params: { header }, body, signal }));
      },
      onWaiting: (isLost) => say({ step: 'waiting', isLost }),
      pause: (milliseconds) => pause(milliseconds, stop.signal),
    });
    say({ step: 'sent' });
    if (!stop.signal.aborted) tell(i18next.t('filing.sent', { ns: 'children' }));
  } catch (error) {
    say({ step: 'refused', error: error instanceof Error ? error : new Error(String(error)) });
  }
}

/** Waits for some time, or until the connection comes back, or until somebody stops it. */
function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const go = () => {
      clearTimeout(timer);
      removeEventListener('online', go);
      signal.removeEventListener('abort', go);
      resolve();
    };
    const timer = setTimeout(go, milliseconds);
    addEventListener('online', go);
    signal.addEventListener('abort', go);
  });
}
