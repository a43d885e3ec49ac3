import type { OperationId } from './operations.ts';
import type { Role } from './roles.ts';

interface Text {
  readonly en: string;
  readonly lv: string;
}

/**
 * Why a role looks persons up if a call does not say otherwise (header `Saite-Purpose`). The ministry's stands for
 * lists only: for a person it has to say why.
 */
export const PURPOSE_OF_ROLE: Readonly<Record<Role, Text>> = {
  spolis: { en: 'Keeping the register of social services', lv: 'Sociālo pakalpojumu reģistra uzturēšana' },
  accountant: {
    en: "Working out the client's payment and personal allowance",
    lv: 'Klienta maksājuma un naudas personiskiem izdevumiem aprēķins',
  },
  'care-institution': { en: 'Care of the client', lv: 'Klienta aprūpe' },
  'orphan-court': {
    en: "Protection of the child's rights and interests",
    lv: 'Bērna tiesību un interešu aizsardzība',
  },
  'social-service': { en: 'Social work with the family', lv: 'Sociālais darbs ar ģimeni' },
  ministry: { en: 'Supervision of the sector', lv: 'Nozares uzraudzība' },
  operator: { en: 'Running the system', lv: 'Sistēmas uzturēšana' },
  auditor: { en: 'Supervision of data processing', lv: 'Datu apstrādes uzraudzība' },
  person: { en: "Access to one's own data", lv: 'Piekļuve saviem datiem' },
};

const SERVICES = 'Sociālo pakalpojumu un sociālās palīdzības likums';
const REGISTER = 'MK 30.09.2014. noteikumi Nr. 587 (SPOLIS)';
const DATA = 'Vispārīgā datu aizsardzības regula (ES) 2016/679';

/** Legal ground of each call, and whether what it tells of is a matter of custody. */
interface Ground {
  readonly ground: string;
  /** The person concerned does not see who asked until somebody lifts that: a parent may be under investigation. */
  readonly custody?: true;
  /**
   * It shows figures of the system, and an operator's page asks for them every few seconds: a look that is about nobody
   * has no entry in the audit trail, where it would only hide the others.
   */
  readonly figures?: true;
}

const CHILD: Ground = { ground: `${SERVICES}, 28. pants; Bāriņtiesu likums`, custody: true };
const ALLOWANCE: Ground = { ground: `${SERVICES}, 29. panta otrā daļa` };
const PLACEMENT: Ground = { ground: `${SERVICES}; ${REGISTER}` };
const FILES: Ground = { ground: REGISTER };
const OWN_DATA: Ground = { ground: `${DATA}, 15. pants` };
const SUPERVISION: Ground = { ground: `${DATA}, 5. panta 2. punkts` };
/** That something is kept from a person is kept from it as well. */
const EMBARGO: Ground = { ground: `${DATA}, 23. pants`, custody: true };
const OPERATION: Ground = { ground: `${DATA}, 32. pants` };
const FIGURES: Ground = { ...OPERATION, figures: true };

/** By what right each call is made; a new call has none until it stands here. */
export const GROUNDS: Readonly<Record<OperationId, Ground>> = {
  recordPlacement: PLACEMENT,
  withdrawPlacement: PLACEMENT,
  queryAllowance: ALLOWANCE,
  queryAllowanceHistory: ALLOWANCE,
  listInstitutionAllowances: ALLOWANCE,
  listInstitutionClients: ALLOWANCE,
  readClient: ALLOWANCE,
  readClientMonth: ALLOWANCE,
  sendContactReport: CHILD,
  listContactReports: CHILD,
  readContactReport: CHILD,
  confirmContactReport: CHILD,
  queryChild: CHILD,
  listChildren: CHILD,
  readChild: CHILD,
  readCareOverview: CHILD,
  listCareAlerts: CHILD,
  acknowledgeCareAlert: CHILD,
  queryPerson: PLACEMENT,
  findPerson: PLACEMENT,
  listDiscrepancies: PLACEMENT,
  sendSopaFile: FILES,
  listSopaImports: FILES,
  readSopaImport: FILES,
  readSopaImportResult: FILES,
  listDatasets: OPERATION,
  readDataset: OPERATION,
  readDatasetMetadata: OPERATION,
  readDatasetStructure: OPERATION,
  listDeliveries: OPERATION,
  resendDelivery: OPERATION,
  queryAccessLog: OWN_DATA,
  embargoAuditEntries: EMBARGO,
  listAuditLog: SUPERVISION,
  readAuditState: SUPERVISION,
  signAuditLog: SUPERVISION,
  readOverview: FIGURES,
  readHistory: FIGURES,
  listFailures: FIGURES,
  listHeld: FIGURES,
  readHeld: OPERATION,
  searchHeld: OPERATION,
  previewJob: OPERATION,
  startJob: OPERATION,
  listJobs: FIGURES,
  readJob: FIGURES,
  steerJob: OPERATION,
  proposeEdit: OPERATION,
  listEdits: FIGURES,
  readEdit: OPERATION,
  decideEdit: OPERATION,
  setControl: OPERATION,
};
