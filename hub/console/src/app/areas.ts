import type { Role } from '../session/roles.ts';
import type { commonTexts } from './texts.ts';

/** A page that stands in the navigation, and for whom. */
export interface Entry {
  readonly path: string;
  readonly name: `nav.${keyof typeof commonTexts.lv.nav}`;
  readonly roles: readonly Role[];
}

/** Pages of the navigation, in its order. A role sees what it may use; the server decides. */
export const ENTRIES: readonly Entry[] = [{ path: '/clients', name: 'nav.clients', roles: ['accountant'] }];
