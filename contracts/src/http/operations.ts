import { z } from 'zod';
import { DeliveryId } from '../values/ids.ts';
import { AccessLog, AccessLogPage, AccessLogQuery, Embargo, EmbargoBody } from './access-log.ts';
import {
  AllowanceHistoryQuery,
  AllowanceQuery,
  InstitutionMonth,
  InstitutionMonthPath,
  InstitutionMonthQuery,
  StatementList,
} from './allowances.ts';
import { AuditHead, AuditLog, AuditLogQuery, AuditState, SignBody } from './audit-log.ts';
import { CareOverview } from './care-overview.ts';
import { ChildPage, ChildPageQuery, ChildPath } from './child-timeline.ts';
import { ChildWorklist, ChildWorklistQuery } from './child-worklist.ts';
import { AcknowledgeBody, CareAlert, CareAlertPath, CareAlertQuery, Child, ChildQuery } from './children.ts';
import { Client, ClientPath } from './clients.ts';
import { ContactReportList, ContactReportsQuery } from './contact-report-list.ts';
import {
  AcceptedReport,
  ConfirmBody,
  Confirmed,
  ContactReport,
  ContactReportBody,
  ContactReportPath,
  DeliveryPath,
  DeliveryState,
  OperatorDelivery,
  ResendBody,
} from './contact-reports.ts';
import { Dataset, DatasetList, DatasetMetadata, DatasetPath, DatasetQuery, JSON_LD } from './datasets.ts';
import { DiscrepancyList, DiscrepancyQuery } from './discrepancies.ts';
import { FoundPerson, PersonSearch } from './find-person.ts';
import { InstitutionClients, InstitutionClientsQuery } from './institution-clients.ts';
import { listOf, PageLimit } from './lists.ts';
import { operatorOperations } from './operator/operations.ts';
import { PersonOverview, PersonQuery } from './persons.ts';
import { Accepted, PlacementBody, PlacementWithdrawal } from './placements.ts';
import type { ProblemCode } from './problem.ts';
import type { Access } from './roles.ts';
import {
  ImportTaken,
  SopaImportList,
  SopaImportPath,
  SopaImportQuery,
  SopaImportReport,
} from './sopa-imports.ts';
import { Statement } from './statement.ts';
import { ClientMonth, ClientMonthPath, ClientMonthQuery } from './statement-trace.ts';

/** A call of the REST door: the one table from which routes, OpenAPI and the tests of rights are made. */
export interface Operation {
  readonly method: 'GET' | 'POST';
  /** Path as OpenAPI writes it, in full. */
  readonly path: `/v1/${string}`;
  readonly summary: { readonly en: string; readonly lv: string };
  readonly access: Access;
  readonly params?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly body?: z.ZodType;
  /** Content type of a body that is streamed, of any size. */
  readonly upload?: string;
  /** The service behind the hub that answers the call; the door only lets the caller in. */
  readonly answeredBy?: 'sopa' | 'statistics';
  /** Open to everybody: no token is asked for. */
  readonly open?: true;
  readonly answer: {
    readonly status: 200 | 202;
    readonly schema: z.ZodType;
    readonly alsoAs?: readonly string[];
    /** Content type of an answer that is not JSON; `schema` says what it is. */
    readonly as?: string;
  };
  /** Problems beside those of every call. */
  readonly problems: readonly ProblemCode[];
  /** Whether `Idempotency-Key` is honoured: on every POST that changes something. */
  readonly changes: boolean;
}

export const CSV = 'text/csv';
export const PDF = 'application/pdf';
export const XML = 'application/xml';
export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const CHANGE_PROBLEMS = ['STILL_AT_WORK', 'IDEMPOTENCY_KEY_REUSED'] as const;
const CHILD_READERS = {
  spolis: 'all',
  'care-institution': 'own',
  'orphan-court': 'own',
  'social-service': 'own',
  ministry: 'with-purpose',
} as const;

export const CareAlertList = listOf(CareAlert, 'alerts, newest first');
export const DeliveryList = listOf(OperatorDelivery, 'deliveries, oldest first');
export const DeliveryQuery = z.strictObject({
  state: DeliveryState.optional(),
  after: DeliveryId.optional(),
  limit: PageLimit.optional(),
});

export const operations = {
  recordPlacement: {
    method: 'POST',
    path: '/v1/placements',
    summary: { en: 'Record or change a placement', lv: 'Reģistrēt vai mainīt izvietojumu' },
    access: { spolis: 'all' },
    body: PlacementBody,
    answer: { status: 202, schema: Accepted },
    problems: ['VERSION_CONFLICT', 'STILL_AT_WORK', 'IDEMPOTENCY_KEY_REUSED'],
    changes: true,
  },
  withdrawPlacement: {
    method: 'POST',
    path: '/v1/placements/withdraw',
    summary: { en: 'Withdraw a placement', lv: 'Atsaukt izvietojumu' },
    access: { spolis: 'all' },
    body: PlacementWithdrawal,
    answer: { status: 202, schema: Accepted },
    problems: ['VERSION_CONFLICT', 'STILL_AT_WORK', 'IDEMPOTENCY_KEY_REUSED'],
    changes: true,
  },
  queryAllowance: {
    method: 'POST',
    path: '/v1/allowances/query',
    summary: { en: "A person's statement of a month", lv: 'Personas mēneša aprēķins' },
    access: { spolis: 'all', accountant: 'own' },
    body: AllowanceQuery,
    answer: { status: 200, schema: Statement },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  queryAllowanceHistory: {
    method: 'POST',
    path: '/v1/allowances/history',
    summary: { en: 'Every statement that was issued for a month', lv: 'Visi mēnesim izdotie aprēķini' },
    access: { spolis: 'all', accountant: 'own' },
    body: AllowanceHistoryQuery,
    answer: { status: 200, schema: StatementList },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  listInstitutionAllowances: {
    method: 'GET',
    path: '/v1/institutions/{institutionId}/allowances',
    summary: { en: "An institution's month", lv: 'Iestādes mēnesis' },
    access: { spolis: 'all', accountant: 'own' },
    params: InstitutionMonthPath,
    query: InstitutionMonthQuery,
    answer: { status: 200, schema: InstitutionMonth, alsoAs: [CSV, XLSX] },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  listInstitutionClients: {
    method: 'GET',
    path: '/v1/institutions/{institutionId}/clients',
    summary: {
      en: "An institution's clients in a month, and what changed",
      lv: 'Iestādes klienti mēnesī un kas mainījies',
    },
    access: { spolis: 'all', accountant: 'own' },
    params: InstitutionMonthPath,
    query: InstitutionClientsQuery,
    answer: { status: 200, schema: InstitutionClients },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  readClient: {
    method: 'GET',
    path: '/v1/clients/{personRef}',
    summary: { en: 'A client and every month', lv: 'Klients un visi mēneši' },
    access: { spolis: 'all', accountant: 'own' },
    params: ClientPath,
    answer: { status: 200, schema: Client },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  readClientMonth: {
    method: 'GET',
    path: '/v1/clients/{personRef}/months/{month}',
    summary: {
      en: 'A month of a client, and why its amounts are what they are',
      lv: 'Klienta mēnesis un kā radušās tā summas',
    },
    access: { spolis: 'all', accountant: 'own' },
    params: ClientMonthPath,
    query: ClientMonthQuery,
    answer: { status: 200, schema: ClientMonth, alsoAs: [PDF] },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  sendContactReport: {
    method: 'POST',
    path: '/v1/contact-reports',
    summary: { en: "Report on a child's contact with the family", lv: 'Sniegt ziņojumu par bērna saskarsmi' },
    access: { spolis: 'all', 'care-institution': 'own' },
    body: ContactReportBody,
    answer: { status: 202, schema: AcceptedReport },
    problems: ['NOT_FOUND', 'VERSION_CONFLICT', ...CHANGE_PROBLEMS],
    changes: true,
  },
  listContactReports: {
    method: 'GET',
    path: '/v1/contact-reports',
    summary: { en: 'Contact reports and how far they are', lv: 'Ziņojumi par saskarsmi un to stāvoklis' },
    access: CHILD_READERS,
    query: ContactReportsQuery,
    answer: { status: 200, schema: ContactReportList },
    problems: ['PURPOSE_NEEDED'],
    changes: false,
  },
  readContactReport: {
    method: 'GET',
    path: '/v1/contact-reports/{reportId}',
    summary: { en: 'A contact report and its deliveries', lv: 'Ziņojums par saskarsmi un tā piegādes' },
    access: CHILD_READERS,
    params: ContactReportPath,
    answer: { status: 200, schema: ContactReport },
    problems: ['NOT_FOUND', 'PURPOSE_NEEDED'],
    changes: false,
  },
  confirmContactReport: {
    method: 'POST',
    path: '/v1/contact-reports/{reportId}/confirm',
    summary: { en: 'Confirm that a report was read', lv: 'Apstiprināt, ka ziņojums izlasīts' },
    access: { 'orphan-court': 'own', 'social-service': 'own' },
    params: ContactReportPath,
    body: ConfirmBody,
    answer: { status: 200, schema: Confirmed },
    problems: ['NOT_FOUND', ...CHANGE_PROBLEMS],
    changes: true,
  },
  queryChild: {
    method: 'POST',
    path: '/v1/children/query',
    summary: { en: 'A child in out-of-family care on a day', lv: 'Bērns ārpusģimenes aprūpē noteiktā dienā' },
    access: CHILD_READERS,
    body: ChildQuery,
    answer: { status: 200, schema: Child },
    problems: ['NOT_FOUND', 'PURPOSE_NEEDED'],
    changes: false,
  },
  listChildren: {
    method: 'GET',
    path: '/v1/children',
    summary: {
      en: 'Children in care, the most urgent first',
      lv: 'Bērni aprūpē, steidzamākie vispirms',
    },
    access: CHILD_READERS,
    query: ChildWorklistQuery,
    answer: { status: 200, schema: ChildWorklist },
    problems: ['PURPOSE_NEEDED'],
    changes: false,
  },
  readChild: {
    method: 'GET',
    path: '/v1/children/{childRef}',
    summary: {
      en: 'A child in out-of-family care on a day, with its timeline',
      lv: 'Bērns ārpusģimenes aprūpē noteiktā dienā un notikumi laikā',
    },
    access: CHILD_READERS,
    params: ChildPath,
    query: ChildPageQuery,
    answer: { status: 200, schema: ChildPage },
    problems: ['NOT_FOUND', 'PURPOSE_NEEDED'],
    changes: false,
  },
  readCareOverview: {
    method: 'GET',
    path: '/v1/care-overview',
    summary: { en: 'Children in care, in figures', lv: 'Bērni aprūpē skaitļos' },
    access: { spolis: 'all', ministry: 'all' },
    answer: { status: 200, schema: CareOverview },
    problems: [],
    changes: false,
  },
  listCareAlerts: {
    method: 'GET',
    path: '/v1/care-alerts',
    summary: { en: 'Alerts about children in care', lv: 'Brīdinājumi par bērniem aprūpē' },
    access: { ...CHILD_READERS, ministry: 'all' },
    query: CareAlertQuery,
    answer: { status: 200, schema: CareAlertList },
    problems: [],
    changes: false,
  },
  acknowledgeCareAlert: {
    method: 'POST',
    path: '/v1/care-alerts/{alertId}/acknowledge',
    summary: { en: 'Take note of an alert', lv: 'Pieņemt brīdinājumu zināšanai' },
    access: { 'care-institution': 'own', 'orphan-court': 'own', 'social-service': 'own', ministry: 'all' },
    params: CareAlertPath,
    body: AcknowledgeBody,
    answer: { status: 200, schema: CareAlert },
    problems: ['NOT_FOUND', ...CHANGE_PROBLEMS],
    changes: true,
  },
  queryPerson: {
    method: 'POST',
    path: '/v1/persons/query',
    summary: { en: 'A person on a day, as far as the role may see', lv: 'Persona kādā dienā lomas robežās' },
    access: { ...CHILD_READERS, accountant: 'own' },
    body: PersonQuery,
    answer: { status: 200, schema: PersonOverview },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  findPerson: {
    method: 'POST',
    path: '/v1/persons/find',
    summary: {
      en: "A person's opaque reference, and what may be opened about it",
      lv: 'Personas norāde un kas par personu pieejams',
    },
    access: { ...CHILD_READERS, accountant: 'own', auditor: 'with-purpose' },
    body: PersonSearch,
    answer: { status: 200, schema: FoundPerson },
    problems: ['NOT_FOUND', 'PURPOSE_NEEDED'],
    changes: false,
  },
  listDiscrepancies: {
    method: 'GET',
    path: '/v1/discrepancies',
    summary: { en: 'Contradictions between registers', lv: 'Pretrunas starp reģistriem' },
    access: { ...CHILD_READERS, ministry: 'all' },
    query: DiscrepancyQuery,
    answer: { status: 200, schema: DiscrepancyList },
    problems: [],
    changes: false,
  },
  sendSopaFile: {
    method: 'POST',
    path: '/v1/sopa/imports',
    summary: { en: "Send a municipality's file", lv: 'Nosūtīt pašvaldības datni' },
    access: { 'social-service': 'own' },
    upload: XML,
    answeredBy: 'sopa',
    answer: { status: 202, schema: ImportTaken },
    problems: [],
    changes: false,
  },
  listSopaImports: {
    method: 'GET',
    path: '/v1/sopa/imports',
    summary: { en: 'Imports of SOPA', lv: 'SOPA importi' },
    access: { 'social-service': 'own', operator: 'all' },
    query: SopaImportQuery,
    answeredBy: 'sopa',
    answer: { status: 200, schema: SopaImportList },
    problems: [],
    changes: false,
  },
  readSopaImport: {
    method: 'GET',
    path: '/v1/sopa/imports/{importId}',
    summary: { en: 'What became of a file', lv: 'Kas noticis ar datni' },
    access: { 'social-service': 'own', operator: 'all' },
    params: SopaImportPath,
    answeredBy: 'sopa',
    answer: { status: 200, schema: SopaImportReport },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  readSopaImportResult: {
    method: 'GET',
    path: '/v1/sopa/imports/{importId}/result',
    summary: { en: 'The result file of an import', lv: 'Importa rezultāta datne' },
    access: { 'social-service': 'own' },
    params: SopaImportPath,
    answeredBy: 'sopa',
    answer: {
      status: 200,
      schema: z.string().describe('The result file, as SopaImportResult.xsd says'),
      as: XML,
    },
    problems: ['NOT_FOUND', 'NOT_READY'],
    changes: false,
  },
  listDatasets: {
    method: 'GET',
    path: '/v1/datasets',
    summary: {
      en: 'Open data sets and their published months',
      lv: 'Atvērto datu kopas un publicētie mēneši',
    },
    access: {},
    open: true,
    answeredBy: 'statistics',
    answer: { status: 200, schema: DatasetList },
    problems: [],
    changes: false,
  },
  readDataset: {
    method: 'GET',
    path: '/v1/datasets/{dataset}',
    summary: { en: 'An open data set of a month', lv: 'Mēneša atvērto datu kopa' },
    access: {},
    open: true,
    params: DatasetPath,
    query: DatasetQuery,
    answeredBy: 'statistics',
    answer: { status: 200, schema: Dataset, alsoAs: [CSV] },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  readDatasetMetadata: {
    method: 'GET',
    path: '/v1/datasets/{dataset}/metadata',
    summary: { en: 'Metadata of an open data set (DCAT-AP)', lv: 'Atvērto datu kopas metadati (DCAT-AP)' },
    access: {},
    open: true,
    params: DatasetPath,
    answeredBy: 'statistics',
    answer: { status: 200, schema: DatasetMetadata, as: JSON_LD },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  readDatasetStructure: {
    method: 'GET',
    path: '/v1/datasets/{dataset}/structure',
    summary: {
      en: 'Structure of the files of an open data set (CSV on the Web)',
      lv: 'Atvērto datu kopas datņu struktūras apraksts (CSV on the Web)',
    },
    access: {},
    open: true,
    params: DatasetPath,
    answeredBy: 'statistics',
    answer: { status: 200, schema: DatasetMetadata, as: JSON_LD },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  listDeliveries: {
    method: 'GET',
    path: '/v1/deliveries',
    summary: { en: 'Deliveries to registers', lv: 'Piegādes reģistriem' },
    access: { operator: 'all' },
    query: DeliveryQuery,
    answer: { status: 200, schema: DeliveryList },
    problems: [],
    changes: false,
  },
  resendDelivery: {
    method: 'POST',
    path: '/v1/deliveries/{deliveryId}/resend',
    summary: { en: 'Send an undeliverable document again', lv: 'Sūtīt nepiegādātu dokumentu vēlreiz' },
    access: { operator: 'all' },
    params: DeliveryPath,
    body: ResendBody,
    answer: { status: 200, schema: OperatorDelivery },
    problems: ['NOT_FOUND', ...CHANGE_PROBLEMS],
    changes: true,
  },
  queryAccessLog: {
    method: 'POST',
    path: '/v1/access-log/query',
    summary: { en: "Who saw a person's data", lv: 'Kas skatījis personas datus' },
    access: { auditor: 'all', person: 'own' },
    query: AccessLogPage,
    body: AccessLogQuery,
    answer: { status: 200, schema: AccessLog },
    problems: ['NOT_FOUND'],
    changes: false,
  },
  embargoAuditEntries: {
    method: 'POST',
    path: '/v1/access-log/embargoes',
    summary: {
      en: 'Keep from a person who looked, or no longer',
      lv: 'Noteikt vai atcelt aizliegumu personai redzēt, kas skatījis datus',
    },
    access: { auditor: 'all' },
    body: EmbargoBody,
    answer: { status: 200, schema: Embargo },
    problems: ['NOT_FOUND', ...CHANGE_PROBLEMS],
    changes: true,
  },
  listAuditLog: {
    method: 'GET',
    path: '/v1/audit-log',
    summary: { en: 'Entries of the audit trail', lv: 'Audita pieraksti' },
    access: { auditor: 'all' },
    query: AuditLogQuery,
    answer: { status: 200, schema: AuditLog },
    problems: [],
    changes: false,
  },
  readAuditState: {
    method: 'GET',
    path: '/v1/audit-log/state',
    summary: { en: 'How far the audit trail is sealed', lv: 'Cik tālu audita pieraksti ir aizzīmogoti' },
    access: { auditor: 'all' },
    answer: { status: 200, schema: AuditState },
    problems: [],
    changes: false,
  },
  signAuditLog: {
    method: 'POST',
    path: '/v1/audit-log/heads',
    summary: {
      en: 'Sign the audit trail as it is now',
      lv: 'Parakstīt audita pierakstus pašreizējā stāvoklī',
    },
    access: { auditor: 'all' },
    body: SignBody,
    answer: { status: 200, schema: AuditHead },
    problems: [...CHANGE_PROBLEMS],
    changes: true,
  },
  ...operatorOperations,
} as const satisfies Record<string, Operation>;

export type OperationId = keyof typeof operations;

/** Problems that every call may answer with. */
export const COMMON_PROBLEMS = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'TOO_LARGE',
  'UNSUPPORTED_TYPE',
  'UNREADABLE',
  'INVALID',
  'TOO_MANY_CALLS',
  'INTERNAL',
  'UNAVAILABLE',
] as const satisfies readonly ProblemCode[];
