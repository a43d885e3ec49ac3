import type { OperationId } from '@saite/contracts';
import { reportBody } from '../../support/children.ts';
import type { HeldSamples } from '../../support/held.ts';

export const CLIENT = '32000000921';
export const CHILD = '32000000922';
export const RIGA = '0001000';
export const SPOLIS = { sub: 'spolis', roles: ['spolis'] };
export const COURT = { sub: 'judge', roles: ['orphan-court'], courtId: 'BT-1' };
export const OPERATOR = { sub: 'operator-1', roles: ['operator'] };
export const AUDITOR = { sub: 'inspector', roles: ['auditor'] };
export const SERVICE = { sub: 'worker', roles: ['social-service'], municipality: RIGA };

/** A call that is answered. */
export interface Example {
  readonly claims: object;
  readonly path: string;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
}

export const PLACEMENT = {
  placementId: 'p-1',
  recordVersion: 1,
  personCode: CLIENT,
  programme: 'adult-long-term-care',
  institutionId: 'VSAC-1',
  startedOn: '2026-10-01',
  dailyCost: '10.00',
};
export const REPORT = reportBody({ childCode: CHILD, reportedOn: '2026-11-10' });

const NO_IMPORT = '00000000-0000-4000-8000-000000000000';

/** What there is to call for. */
export interface World {
  readonly clientRef: string;
  readonly childRef: string;
  readonly alertId: string | undefined;
  readonly deliveryId: string | undefined;
  /** An entry of the audit trail that is about a person. */
  readonly entryId: string | undefined;
  readonly held: HeldSamples;
}

/** A call of each operation that is not open to everybody, which is answered and is the first to change what it changes. */
export const answeringCalls = (world: World): Readonly<Record<string, Example>> =>
  ({
    recordPlacement: {
      claims: SPOLIS,
      path: '/v1/placements',
      body: { ...PLACEMENT, placementId: 'p-2', startedOn: '2019-12-01', endedOn: '2019-12-02' },
    },
    withdrawPlacement: {
      claims: SPOLIS,
      path: '/v1/placements/withdraw',
      body: { placementId: 'p-2', recordVersion: 2, personCode: CLIENT },
    },
    queryAllowance: {
      claims: SPOLIS,
      path: '/v1/allowances/query',
      body: { personCode: CLIENT, month: '2026-10' },
    },
    queryAllowanceHistory: {
      claims: SPOLIS,
      path: '/v1/allowances/history',
      body: { personCode: CLIENT, month: '2026-10' },
    },
    listInstitutionAllowances: { claims: SPOLIS, path: '/v1/institutions/VSAC-1/allowances?month=2026-10' },
    listInstitutionClients: { claims: SPOLIS, path: '/v1/institutions/VSAC-1/clients?month=2026-10' },
    readClient: { claims: SPOLIS, path: `/v1/clients/${world.clientRef}` },
    readClientMonth: { claims: SPOLIS, path: `/v1/clients/${world.clientRef}/months/2026-10` },
    listChildren: { claims: COURT, path: '/v1/children' },
    readChild: { claims: COURT, path: `/v1/children/${world.childRef}` },
    listContactReports: { claims: COURT, path: '/v1/contact-reports' },
    readCareOverview: { claims: SPOLIS, path: '/v1/care-overview' },
    findPerson: { claims: SERVICE, path: '/v1/persons/find', body: { personCode: CHILD } },
    sendContactReport: {
      claims: SPOLIS,
      path: '/v1/contact-reports',
      body: { ...REPORT, reportId: 'R-2' },
    },
    readContactReport: { claims: SPOLIS, path: '/v1/contact-reports/R-1' },
    confirmContactReport: {
      claims: COURT,
      path: '/v1/contact-reports/R-1/confirm',
      body: { note: 'lasīts' },
    },
    queryChild: { claims: SPOLIS, path: '/v1/children/query', body: { childCode: CHILD } },
    listCareAlerts: { claims: SPOLIS, path: '/v1/care-alerts' },
    acknowledgeCareAlert: {
      claims: COURT,
      path: `/v1/care-alerts/${world.alertId}/acknowledge`,
      body: { note: 'zinām' },
    },
    queryPerson: { claims: SERVICE, path: '/v1/persons/query', body: { personCode: CHILD } },
    listDiscrepancies: { claims: SPOLIS, path: '/v1/discrepancies' },
    sendSopaFile: {
      claims: SERVICE,
      path: '/v1/sopa/imports',
      body: {},
      headers: { 'content-type': 'application/xml' },
    },
    listSopaImports: { claims: SERVICE, path: '/v1/sopa/imports' },
    readSopaImport: { claims: SERVICE, path: `/v1/sopa/imports/${NO_IMPORT}` },
    readSopaImportResult: { claims: SERVICE, path: `/v1/sopa/imports/${NO_IMPORT}/result` },
    listDeliveries: { claims: OPERATOR, path: '/v1/deliveries' },
    resendDelivery: {
      claims: OPERATOR,
      path: `/v1/deliveries/${world.deliveryId}/resend`,
      body: {},
    },
    queryAccessLog: { claims: AUDITOR, path: '/v1/access-log/query', body: { personCode: CLIENT } },
    embargoAuditEntries: {
      claims: AUDITOR,
      path: '/v1/access-log/embargoes',
      body: {
        entryId: world.entryId,
        ground: 'investigation',
        visibleFrom: null,
        reason: 'the police asked',
      },
    },
    listAuditLog: { claims: AUDITOR, path: '/v1/audit-log' },
    readAuditState: { claims: AUDITOR, path: '/v1/audit-log/state' },
    signAuditLog: { claims: AUDITOR, path: '/v1/audit-log/heads', body: {} },
    readOverview: { claims: OPERATOR, path: '/v1/operator/overview' },
    readHistory: { claims: OPERATOR, path: '/v1/operator/history' },
    listFailures: { claims: OPERATOR, path: '/v1/operator/failures' },
    listHeld: { claims: OPERATOR, path: '/v1/operator/held' },
    readHeld: { claims: OPERATOR, path: `/v1/operator/held/${world.held.item}` },
    searchHeld: {
      claims: OPERATOR,
      path: '/v1/operator/held/search',
      body: { personCode: CLIENT },
      headers: { 'saite-purpose': 'looking into a failure' },
    },
    previewJob: {
      claims: OPERATOR,
      path: '/v1/operator/jobs/preview',
      body: { action: 'retry', filter: {} },
    },
    startJob: {
      claims: OPERATOR,
      path: '/v1/operator/jobs',
      body: { action: 'dismiss', ids: [world.held.item], note: 'no longer needed' },
    },
    listJobs: { claims: OPERATOR, path: '/v1/operator/jobs' },
    readJob: { claims: OPERATOR, path: `/v1/operator/jobs/${world.held.job}` },
    steerJob: {
      claims: OPERATOR,
      path: `/v1/operator/jobs/${world.held.job}/steer`,
      body: { ratePerSecond: 1 },
    },
    proposeEdit: {
      claims: OPERATOR,
      path: `/v1/operator/held/${world.held.editable}/edits`,
      body: { changes: [{ path: 'data.granted', value: '100.00' }], note: 'a wrong amount' },
    },
    listEdits: { claims: OPERATOR, path: '/v1/operator/edits' },
    readEdit: { claims: OPERATOR, path: `/v1/operator/edits/${world.held.edit}` },
    decideEdit: {
      claims: OPERATOR,
      path: `/v1/operator/edits/${world.held.edit}/decision`,
      body: { decision: 'approve', note: 'the amount is right now' },
    },
    setControl: {
      claims: OPERATOR,
      path: '/v1/operator/controls',
      body: { service: 'hub', stopped: false, reason: 'it may go on' },
    },
  }) satisfies Partial<Record<OperationId, Example>>;
