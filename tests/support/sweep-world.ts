import {
  AccessLog,
  CareAlertList,
  DeliveryList,
  DiscrepancyList,
  type Operation,
  type OperationId,
  operations,
  PersonCode,
} from '@saite/contracts';
import { personRef } from '@saite/identity';
import { until } from '@saite/runtime/testing';
import { childPlacement, reportBody } from './children.ts';
import { type HeldSamples, holdSome } from './held.ts';
import type { CallOptions, TestHub } from './hub.ts';
import { openTestHub } from './hub.ts';
import { openTlsRoom, type TlsRoom } from './tls-room.ts';

export const CHILD = '32000000711';
export const ADULT = '32000000712';
const SERVED = '32000000713';

/** Claims of those whose the objects of the world are, and of those who have nothing to do with any of them. */
export const OWN = { institutionIds: ['BSRC-1', 'VSAC-1'], courtId: 'BT-1', municipality: '0001000' };
export const ELSEWHERE = { institutionIds: ['BSRC-9'], courtId: 'BT-9', municipality: '0003000' };
/** Codes of whoever asks about own data, and of whom somebody else asks. */
export const OWN_PERSON = { personCode: ADULT };
export const OTHER_PERSON = { personCode: SERVED };

export const operationIds = Object.keys(operations) as OperationId[];
export const operationOf = (id: OperationId): Operation => operations[id];

/** A call of an operation that its owner may make, about an object that is there. */
export interface Sample {
  readonly path: string;
  readonly body?: unknown;
  readonly options?: CallOptions;
}

export interface SweepWorld {
  readonly hub: TestHub;
  readonly room: TlsRoom;
  sample(id: OperationId): Sample;
  /** Makes the sample call of an operation. */
  call(id: OperationId, options?: CallOptions): ReturnType<TestHub['call']>;
  close(): Promise<void>;
}

/** The instant that it always is in that world. */
export const SWEEP_NOW = new Date('2026-11-20T10:00:00Z');

/** A hub that has an object of each kind: placement, statement, child, report, alert, discrepancy and delivery. */
export async function openSweepWorld({ tls = true } = {}): Promise<SweepWorld> {
  const room = await openTlsRoom();
  const hub = await openTestHub({
    clock: { now: () => SWEEP_NOW },
    systems: room.systems,
    ...(tls && { tls: { port: 0, files: room.files } }),
  });
  const ids = await fill(hub);
  const samples: Readonly<Partial<Record<OperationId, Sample>>> = {
    recordPlacement: {
      path: '/v1/placements',
      body: adultPlacement({ placementId: 'A-3', startedOn: '2020-01-01', endedOn: '2020-02-01' }),
    },
    withdrawPlacement: {
      path: '/v1/placements/withdraw',
      body: { placementId: 'A-9', recordVersion: 1, personCode: ADULT },
    },
    queryAllowance: { path: '/v1/allowances/query', body: { personCode: ADULT, month: '2026-10' } },
    queryAllowanceHistory: { path: '/v1/allowances/history', body: { personCode: ADULT, month: '2026-10' } },
    listInstitutionAllowances: { path: '/v1/institutions/VSAC-1/allowances?month=2026-10' },
    listInstitutionClients: { path: '/v1/institutions/VSAC-1/clients?month=2026-10' },
    readClient: { path: `/v1/clients/${personRef(hub.keyRing, PersonCode.parse(ADULT))}` },
    readClientMonth: {
      path: `/v1/clients/${personRef(hub.keyRing, PersonCode.parse(ADULT))}/months/2026-10`,
    },
    listChildren: { path: '/v1/children' },
    readChild: { path: `/v1/children/${personRef(hub.keyRing, PersonCode.parse(CHILD))}` },
    listContactReports: { path: '/v1/contact-reports' },
    readCareOverview: { path: '/v1/care-overview' },
    findPerson: { path: '/v1/persons/find', body: { personCode: CHILD } },
    sendContactReport: {
      path: '/v1/contact-reports',
      body: reportBody({ reportId: 'R-2', childCode: CHILD, reportedOn: '2026-11-12' }),
    },
    readContactReport: { path: '/v1/contact-reports/R-1' },
    confirmContactReport: { path: '/v1/contact-reports/R-1/confirm', body: {} },
    queryChild: { path: '/v1/children/query', body: { childCode: CHILD } },
    listCareAlerts: { path: '/v1/care-alerts' },
    acknowledgeCareAlert: { path: `/v1/care-alerts/${ids.alert}/acknowledge`, body: { note: 'Redzēts.' } },
    queryPerson: { path: '/v1/persons/query', body: { personCode: CHILD } },
    listDiscrepancies: { path: '/v1/discrepancies' },
    sendSopaFile: {
      path: '/v1/sopa/imports',
      options: { raw: '<SopaImport/>', headers: { 'content-type': 'application/xml' } },
    },
    resendDelivery: { path: `/v1/deliveries/${ids.delivery}/resend`, body: {} },
    queryAccessLog: { path: '/v1/access-log/query', body: { personCode: ADULT } },
    embargoAuditEntries: {
      path: '/v1/access-log/embargoes',
      body: { entryId: ids.entry, visibleFrom: null, ground: 'investigation', reason: 'Pārbaude.' },
    },
    readHeld: { path: `/v1/operator/held/${ids.held.item}` },
    searchHeld: { path: '/v1/operator/held/search', body: { personCode: ADULT } },
    previewJob: { path: '/v1/operator/jobs/preview', body: { action: 'retry', filter: {} } },
    startJob: {
      path: '/v1/operator/jobs',
      body: { action: 'dismiss', ids: [ids.held.item], note: 'Vairs nav vajadzīgs.' },
    },
    readJob: { path: `/v1/operator/jobs/${ids.held.job}` },
    steerJob: { path: `/v1/operator/jobs/${ids.held.job}/steer`, body: { ratePerSecond: 1 } },
    proposeEdit: {
      path: `/v1/operator/held/${ids.held.editable}/edits`,
      body: { changes: [{ path: 'data.granted', value: '100.00' }], note: 'Summa ir kļūdaina.' },
    },
    readEdit: { path: `/v1/operator/edits/${ids.held.edit}` },
    decideEdit: {
      path: `/v1/operator/edits/${ids.held.edit}/decision`,
      body: { decision: 'approve', note: 'Pareizi.' },
    },
    setControl: {
      path: '/v1/operator/controls',
      body: { service: 'hub', stopped: false, reason: 'Var turpināt.' },
    },
  };
  const sample = (id: OperationId): Sample => {
    const { path, method } = operationOf(id);
    // Whoever is to be refused does not need an object that is there.
    return (
      samples[id] ?? { path: path.replaceAll(/\{[a-zA-Z]+\}/g, 'D3'), ...(method === 'POST' && { body: {} }) }
    );
  };
  return {
    hub,
    room,
    sample,
    call: (id, options = {}) => {
      const { path, body, options: own = {} } = sample(id);
      const headers = { ...own.headers, ...options.headers };
      const isSaid = options.raw !== undefined || own.raw !== undefined;
      return hub.call(path, isSaid ? undefined : body, { ...own, ...options, headers });
    },
    close: async () => {
      await hub.close();
      await room.close();
    },
  };
}

const adultPlacement = (placement: Readonly<Record<string, unknown>>) => ({
  recordVersion: 1,
  personCode: ADULT,
  programme: 'adult-long-term-care',
  institutionId: 'VSAC-1',
  dailyCost: '20.00',
  ...placement,
});

interface SampleIds {
  readonly alert: string;
  readonly delivery: string;
  readonly entry: string;
  readonly held: HeldSamples;
}

async function fill(hub: TestHub): Promise<SampleIds> {
  await hub.call('/v1/placements', adultPlacement({ placementId: 'A-1', startedOn: '2026-01-01' }));
  await hub.call('/v1/placements', adultPlacement({ placementId: 'A-2', startedOn: '2026-03-01' }));
  await hub.call(
    '/v1/placements',
    childPlacement({ personCode: CHILD, placementId: 'C-1', startedOn: '2026-01-01' }),
  );
  await hub.publish(
    hub.events.person({
      personCode: CHILD,
      bornOn: '2015-03-03',
      residence: { atvk: OWN.municipality, since: '2020-01-01' },
    }),
    hub.events.custody({
      decisionId: 'D-1',
      childCode: CHILD,
      court: OWN.courtId,
      kind: 'placed-in-institution',
      effectiveFrom: '2026-01-15',
    }),
    // The municipality that serves somebody is not the one where the person is declared.
    hub.events.person({ personCode: SERVED, residence: { atvk: '0005000', since: '2020-01-01' } }),
    hub.events.service({ serviceId: 'K-1', personCode: SERVED, startedOn: '2026-03-01' }),
    hub.events.payment({
      paymentId: 'P-1',
      personCode: ADULT,
      periodFrom: '2026-01',
      periodTo: '2026-12',
      granted: '450.00',
    }),
  );
  const read = async (path: string, roles: readonly string[]) =>
    (await hub.call(path, undefined, { token: await hub.token({ roles }) })).json;
  await hub.call('/v1/contact-reports', reportBody({ childCode: CHILD, reportedOn: '2026-11-10' }));
  const alerts = await until(
    async () => CareAlertList.parse(await read('/v1/care-alerts', ['spolis'])).items,
    (items) => items.some(({ court, municipality }) => court !== null && municipality !== null),
  );
  const deliveries = await until(
    async () => DeliveryList.parse(await read('/v1/deliveries', ['operator'])).items,
    (items) => items.length > 0,
  );
  await until(
    async () => DiscrepancyList.parse(await read('/v1/discrepancies', ['spolis'])).items,
    (items) =>
      ['care-institution', 'orphan-court', 'social-service'].every((role) =>
        items.some(({ audience }) => audience.some((party) => party.role === role)),
      ),
  );
  await until(
    () => hub.call('/v1/allowances/query', { personCode: ADULT, month: '2026-10' }),
    ({ status }) => status === 200,
  );
  const alert = alerts.find(({ court, municipality }) => court !== null && municipality !== null);
  const token = await hub.token({ roles: ['auditor'] });
  const looks = AccessLog.parse(
    (await hub.call('/v1/access-log/query', { personCode: ADULT }, { token })).json,
  );
  return {
    alert: alert?.alertId ?? '',
    delivery: deliveries[0]?.deliveryId ?? '',
    entry: looks.items[0]?.entryId ?? '',
    held: await holdSome(hub, ADULT),
  };
}
