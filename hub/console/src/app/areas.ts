import { CHILD_READERS } from '../areas/children/readers.ts';
import type { Role } from '../session/roles.ts';
import type { commonTexts } from './texts.ts';

/** A page that stands in the navigation, and for whom. */
export interface Entry {
  readonly path: string;
  readonly name: `nav.${keyof typeof commonTexts.lv.nav}`;
  readonly roles: readonly Role[];
}

/** Pages of the navigation, in its order. A role sees what it may use; the server decides. */
export const ENTRIES: readonly Entry[] = [
  { path: '/clients', name: 'nav.clients', roles: ['accountant'] },
  { path: '/operations', name: 'nav.operations', roles: ['operator'] },
  { path: '/failures', name: 'nav.failures', roles: ['operator'] },
  { path: '/retries', name: 'nav.retries', roles: ['operator'] },
  { path: '/imports', name: 'nav.imports', roles: ['operator'] },
  { path: '/deliveries', name: 'nav.deliveries', roles: ['operator'] },
  { path: '/overview', name: 'nav.overview', roles: ['ministry', 'spolis'] },
  { path: '/children', name: 'nav.children', roles: CHILD_READERS },
  { path: '/reports', name: 'nav.reports', roles: CHILD_READERS },
  { path: '/alerts', name: 'nav.alerts', roles: CHILD_READERS },
  { path: '/discrepancies', name: 'nav.discrepancies', roles: CHILD_READERS },
  { path: '/find', name: 'nav.find', roles: ['accountant', ...CHILD_READERS, 'auditor'] },
  { path: '/access-log', name: 'nav.accessLog', roles: ['auditor', 'person'] },
  { path: '/audit', name: 'nav.audit', roles: ['auditor'] },
];
