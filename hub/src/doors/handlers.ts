import { type OperationId, operations } from '@saite/contracts';
import { listInstitutionAllowances, queryAllowance, queryAllowanceHistory } from './allowances.ts';
import { queryAccessLog } from './audit/access-log.ts';
import { listAuditLog, readAuditState, signAuditLog } from './audit/audit-log.ts';
import { embargoAuditEntries } from './audit/embargo.ts';
import type { Call } from './call.ts';
import { acknowledgeCareAlert, listCareAlerts } from './children/care-alerts.ts';
import { readCareOverview } from './children/care-overview.ts';
import { confirmContactReport, readContactReport, sendContactReport } from './children/contact-reports.ts';
import { listDeliveries, resendDelivery } from './children/deliveries.ts';
import { listChildren } from './children/list-children.ts';
import { listContactReports } from './children/list-reports.ts';
import { queryChild } from './children/query-child.ts';
import { readChildPage } from './children/read-child.ts';
import { readClientMonth } from './clients/client-month.ts';
import { listInstitutionClients } from './clients/institution-clients.ts';
import { readClient } from './clients/read-client.ts';
import { listDiscrepancies } from './discrepancies.ts';
import { operatorHandlers } from './operator/index.ts';
import { findPerson } from './persons/find-person.ts';
import { queryPerson } from './persons/query-person.ts';
import { recordPlacement, withdrawPlacement } from './placements.ts';

/** Operations that the hub answers itself; a service behind it answers the others. */
export type OwnOperationId = {
  [Id in OperationId]: (typeof operations)[Id] extends { readonly answeredBy: string } ? never : Id;
}[OperationId];

export const isOwn = (id: OperationId): id is OwnOperationId => !('answeredBy' in operations[id]);

/** What each operation does; the same through every door. */
export const handlers = {
  recordPlacement: (call: Call) => recordPlacement(call, call.body(operations.recordPlacement.body)),
  withdrawPlacement: (call: Call) => withdrawPlacement(call, call.body(operations.withdrawPlacement.body)),
  queryAllowance: (call: Call) => queryAllowance(call, call.body(operations.queryAllowance.body)),
  queryAllowanceHistory: (call: Call) =>
    queryAllowanceHistory(call, call.body(operations.queryAllowanceHistory.body)),
  listInstitutionAllowances: (call: Call) =>
    listInstitutionAllowances(
      call,
      call.params(operations.listInstitutionAllowances.params).institutionId,
      call.query(operations.listInstitutionAllowances.query),
    ),
  listInstitutionClients: (call: Call) =>
    listInstitutionClients(
      call,
      call.params(operations.listInstitutionClients.params).institutionId,
      call.query(operations.listInstitutionClients.query),
    ),
  readClient: (call: Call) => readClient(call, call.params(operations.readClient.params).personRef),
  readClientMonth: (call: Call) =>
    readClientMonth(call, {
      ...call.params(operations.readClientMonth.params),
      asKnownOn: call.query(operations.readClientMonth.query).asKnownOn,
    }),
  listContactReports: (call: Call) =>
    listContactReports(call, call.query(operations.listContactReports.query)),
  listChildren: (call: Call) => listChildren(call, call.query(operations.listChildren.query)),
  readChild: (call: Call) =>
    readChildPage(
      call,
      call.params(operations.readChild.params).childRef,
      call.query(operations.readChild.query).on,
    ),
  readCareOverview: (call: Call) => readCareOverview(call),
  findPerson: (call: Call) => findPerson(call, call.body(operations.findPerson.body)),
  sendContactReport: (call: Call) => sendContactReport(call, call.body(operations.sendContactReport.body)),
  readContactReport: (call: Call) =>
    readContactReport(call, call.params(operations.readContactReport.params).reportId),
  confirmContactReport: (call: Call) =>
    confirmContactReport(
      call,
      call.params(operations.confirmContactReport.params).reportId,
      call.body(operations.confirmContactReport.body),
    ),
  queryChild: (call: Call) => queryChild(call, call.body(operations.queryChild.body)),
  listCareAlerts: (call: Call) => listCareAlerts(call, call.query(operations.listCareAlerts.query)),
  acknowledgeCareAlert: (call: Call) =>
    acknowledgeCareAlert(
      call,
      call.params(operations.acknowledgeCareAlert.params).alertId,
      call.body(operations.acknowledgeCareAlert.body),
    ),
  queryPerson: (call: Call) => queryPerson(call, call.body(operations.queryPerson.body)),
  listDiscrepancies: (call: Call) => listDiscrepancies(call, call.query(operations.listDiscrepancies.query)),
  listDeliveries: (call: Call) => listDeliveries(call, call.query(operations.listDeliveries.query)),
  resendDelivery: (call: Call) => {
    call.body(operations.resendDelivery.body);
    return resendDelivery(call, call.params(operations.resendDelivery.params).deliveryId);
  },
  queryAccessLog: (call: Call) =>
    queryAccessLog(
      call,
      call.body(operations.queryAccessLog.body),
      call.query(operations.queryAccessLog.query),
    ),
  embargoAuditEntries: (call: Call) =>
    embargoAuditEntries(call, call.body(operations.embargoAuditEntries.body)),
  listAuditLog: (call: Call) => listAuditLog(call, call.query(operations.listAuditLog.query)),
  readAuditState: (call: Call) => readAuditState(call),
  signAuditLog: (call: Call) => {
    call.body(operations.signAuditLog.body);
    return signAuditLog(call);
  },
  ...operatorHandlers,
} satisfies Readonly<Record<OwnOperationId, (call: Call) => Promise<object>>>;
