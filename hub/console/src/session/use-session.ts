import { useSyncExternalStore } from 'react';
import type { Role } from './roles.ts';
import { currentSession, onSession, type Session } from './session.ts';

/** Who is signed in. */
export const useSession = (): Session | undefined => useSyncExternalStore(onSession, currentSession);

/** Whether one of these roles is signed in. */
export function useMay(roles: readonly Role[]): boolean {
  const session = useSession();
  return session !== undefined && roles.some((role) => session.roles.includes(role));
}
