import { CSV, type OperationId, operations, type Statement, XLSX } from '@saite/contracts';
import accepts from 'accepts';
import {
  type AllowanceReader,
  listInstitutionAllowances,
  queryAllowance,
  queryAllowanceHistory,
} from '../allowances.ts';
import { acknowledgeCareAlert, listCareAlerts } from '../children/care-alerts.ts';
import { confirmContactReport, readContactReport, sendContactReport } from '../children/contact-reports.ts';
import { listDeliveries, resendDelivery } from '../children/deliveries.ts';
import { queryChild } from '../children/query-child.ts';
import { listDiscrepancies } from '../discrepancies.ts';
import { monthAsCsv } from '../exports/csv.ts';
import { monthAsXlsx } from '../exports/xlsx.ts';
import { queryPerson } from '../persons/query-person.ts';
import { recordPlacement, withdrawPlacement } from '../placements.ts';
import type { Call } from './call.ts';

const readerOf = ({ door: { database, keyRing, deciders } }: Call): AllowanceReader => ({
  database,
  keyRing,
  deciders,
});

/** Operations that the hub answers itself; a service behind it answers the others. */
export type OwnOperationId = {
  [Id in OperationId]: (typeof operations)[Id] extends { readonly answeredBy: string } ? never : Id;
}[OperationId];

export const isOwn = (id: OperationId): id is OwnOperationId => !('answeredBy' in operations[id]);

/** What each operation of the REST door does; the calls themselves are the same for every door. */
export const handlers: Readonly<Record<OwnOperationId, (call: Call) => Promise<unknown>>> = {
  recordPlacement: (call) => {
    const body = call.body(operations.recordPlacement.body);
    return call.change((transaction, now) => recordPlacement(transaction, call.door.keyRing, body, now));
  },
  withdrawPlacement: (call) => {
    const body = call.body(operations.withdrawPlacement.body);
    return call.change((transaction, now) => withdrawPlacement(transaction, call.door.keyRing, body, now));
  },
  queryAllowance: (call) =>
    queryAllowance(readerOf(call), call.reach, call.body(operations.queryAllowance.body)),
  queryAllowanceHistory: async (call) => ({
    items: await queryAllowanceHistory(
      readerOf(call),
      call.reach,
      call.body(operations.queryAllowanceHistory.body),
    ),
    next: null,
  }),
  listInstitutionAllowances: async (call) => {
    const { institutionId } = call.params(operations.listInstitutionAllowances.params);
    const { month, after, limit } = call.query(operations.listInstitutionAllowances.query);
    const page = await listInstitutionAllowances(
      readerOf(call),
      call.reach,
      institutionId,
      month,
      after,
      limit,
    );
    return (await exported(call, page.items, `${institutionId}-${month}`)) ?? page;
  },
  sendContactReport: (call) => {
    const body = call.body(operations.sendContactReport.body);
    return call.change((transaction, now) =>
      sendContactReport(transaction, call.door, call.reach, body, now),
    );
  },
  readContactReport: (call) =>
    readContactReport(call.door, call.reach, call.params(operations.readContactReport.params).reportId),
  confirmContactReport: (call) => {
    const { reportId } = call.params(operations.confirmContactReport.params);
    const body = call.body(operations.confirmContactReport.body);
    return call.change((transaction, now) =>
      confirmContactReport(transaction, call.door, call.reach, reportId, body, now),
    );
  },
  queryChild: (call) =>
    queryChild(call.door, call.reach, call.body(operations.queryChild.body), call.language),
  listCareAlerts: (call) =>
    listCareAlerts(call.door, call.reach, call.query(operations.listCareAlerts.query), call.language),
  acknowledgeCareAlert: (call) => {
    const { alertId } = call.params(operations.acknowledgeCareAlert.params);
    const body = call.body(operations.acknowledgeCareAlert.body);
    return call.change((transaction, now) =>
      acknowledgeCareAlert(transaction, call.door, call.reach, alertId, body, call.language, now),
    );
  },
  queryPerson: (call) =>
    queryPerson(call.door, call.reach, call.body(operations.queryPerson.body), call.language),
  listDiscrepancies: (call) =>
    listDiscrepancies(call.door, call.reach, call.query(operations.listDiscrepancies.query), call.language),
  listDeliveries: (call) => listDeliveries(call.door, call.query(operations.listDeliveries.query)),
  resendDelivery: (call) => {
    const { deliveryId } = call.params(operations.resendDelivery.params);
    call.body(operations.resendDelivery.body);
    return call.change((transaction) => resendDelivery(transaction, call.door, deliveryId));
  },
};

/** A month as the file that the caller prefers, or nothing if that is JSON. */
async function exported(
  call: Call,
  statements: readonly Statement[],
  name: string,
): Promise<string | Buffer | undefined> {
  const preferred = accepts(call.request.raw).type(['application/json', CSV, XLSX]);
  if (preferred !== CSV && preferred !== XLSX) return undefined;
  const extension = preferred === CSV ? 'csv' : 'xlsx';
  call.reply.header(
    'content-disposition',
    `attachment; filename="${name.replaceAll(':', '_')}.${extension}"`,
  );
  call.reply.type(preferred === CSV ? `${CSV}; charset=utf-8` : XLSX);
  return preferred === CSV ? monthAsCsv(statements, call.language) : monthAsXlsx(statements, call.language);
}
