import { useSyncExternalStore } from 'react';
import { purposeHeader } from '../api/purpose.ts';
import type { Role } from './roles.ts';
import { useSession } from './use-session.ts';

/** Why the reader looks persons up; in the page's memory until it is changed or the page is left. */
let purpose: string | undefined;
const listeners = new Set<() => void>();

export function choosePurpose(text: string | undefined): void {
  purpose = text;
  for (const listener of listeners) listener();
}

const onPurpose = (listener: () => void): (() => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const usePurpose = (): string | undefined => useSyncExternalStore(onPurpose, () => purpose);

/** Headers of a call that looks persons up: why, if that was said. */
export interface LookHeaders {
  'Saite-Purpose'?: string;
}

export function lookHeaders(): LookHeaders {
  const header = purpose === undefined ? undefined : purposeHeader(purpose);
  return header === undefined ? {} : { 'Saite-Purpose': header };
}

/** Whether the reader has to say why: none of the roles that need not is among the reader's. */
export function useNeedsPurpose(without: readonly Role[]): boolean {
  const session = useSession();
  return !without.some((role) => session?.roles.includes(role));
}
