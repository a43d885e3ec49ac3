/**
 * First parts of the paths that are pages of the console. The hub answers these with the page, and any other path that
 * it does not know with 404.
 */
export const CONSOLE_PAGES = [
  'access-log',
  'alerts',
  'audit',
  'callback',
  'children',
  'clients',
  'deliveries',
  'discrepancies',
  'failures',
  'find',
  'imports',
  'operations',
  'overview',
  'reports',
  'retries',
  'rights',
] as const;
