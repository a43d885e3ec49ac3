import assert from 'node:assert/strict';
import type { RunningSystem } from '../../support/system.ts';

/** A page as a user of the sandbox reaches it. */
export interface PageOfUser {
  /** Name for the picture of it, and for whoever reads which page failed. */
  readonly name: string;
  readonly path: string;
  /** Whether it says why it shows nothing. */
  readonly refuses?: true;
}

/** Pages that one user sees, after signing in once. */
export interface Reading {
  readonly user: string;
  readonly pages: readonly PageOfUser[];
}

const first = ({ json }: { readonly json: unknown }, list = 'items'): Record<string, unknown> => {
  const items: unknown = Object(json)[list];
  assert.ok(Array.isArray(items) && items.length > 0, JSON.stringify(json));
  return items[0];
};

/** Every page of the console, with whom it is for; ids are those of what the system holds after its users' days. */
export async function everyPage({ call }: RunningSystem): Promise<readonly Reading[]> {
  const month = new Date().toISOString().slice(0, 7);
  const institution = 'VSAC-KURZEME-01';
  const accountant = { sub: 'accountant', roles: ['accountant'], institutionIds: [institution] };
  const court = { sub: 'orphan-court', roles: ['orphan-court'], courtId: 'BT-0001000' };
  const operator = { sub: 'operator', roles: ['operator'] };
  const clients = `/v1/institutions/${institution}/clients?month=${month}`;
  const { personRef } = first(await call(accountant, clients), 'clients');
  const { childRef, reportId } = first(await call(court, '/v1/contact-reports'));
  const { itemId } = first(await call(operator, '/v1/operator/held?state=dismissed&reason=VERSION_CONFLICT'));
  const { jobId } = first(await call(operator, '/v1/operator/jobs'));
  const { editId } = first(await call(operator, '/v1/operator/edits'));
  const childrenPages: readonly PageOfUser[] = [
    { name: 'children', path: '/children' },
    { name: 'child', path: `/children/${childRef}` },
    { name: 'reports', path: '/reports' },
    { name: 'report', path: `/reports/${reportId}` },
    { name: 'alerts', path: '/alerts?status=all' },
    { name: 'discrepancies', path: '/discrepancies?status=all' },
  ];
  return [
    {
      user: 'accountant',
      pages: [
        { name: 'home', path: '/' },
        { name: 'clients', path: '/clients' },
        { name: 'client', path: `/clients/${personRef}` },
        { name: 'client-month', path: `/clients/${personRef}/${month}` },
        { name: 'find', path: '/find' },
        { name: 'rights', path: '/rights' },
        { name: 'no-rights', path: '/operations', refuses: true },
        { name: 'no-such-page', path: '/clients/nobody/nothing/at-all' },
      ],
    },
    { user: 'orphan-court', pages: childrenPages },
    { user: 'care-institution', pages: [{ name: 'new-report', path: `/reports/new?childRef=${childRef}` }] },
    {
      user: 'ministry',
      pages: [
        { name: 'overview', path: '/overview' },
        { name: 'purpose', path: '/children' },
      ],
    },
    {
      user: 'operator',
      pages: [
        { name: 'operations', path: '/operations' },
        { name: 'service', path: '/operations/adapter-sais' },
        { name: 'failures', path: '/failures?state=dismissed' },
        { name: 'held', path: '/failures/list?state=dismissed' },
        { name: 'held-search', path: '/failures/search' },
        { name: 'held-message', path: `/failures/${itemId}` },
        { name: 'retries', path: '/retries' },
        { name: 'retry', path: `/retries/${jobId}` },
        { name: 'edits', path: '/retries/edits' },
        { name: 'edit', path: `/retries/edits/${editId}` },
        { name: 'imports', path: '/imports' },
        { name: 'deliveries', path: '/deliveries' },
      ],
    },
    {
      user: 'auditor',
      pages: [
        { name: 'access-log-of-anybody', path: '/access-log' },
        { name: 'audit', path: '/audit' },
      ],
    },
    { user: 'person', pages: [{ name: 'access-log', path: '/access-log' }] },
  ];
}
