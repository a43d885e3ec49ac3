import { DELETION_REASONS } from './codes.ts';
import {
  type FieldTable,
  one,
  type RecordNode,
  type RecordOf,
  type RecordType,
  readerOf,
  recordType,
  type Words,
} from './model.ts';
import { SopaBenefit, SopaDeclaration, SopaService } from './records/assistance.ts';
import { type ControlTotals, ImportHeader } from './records/header.ts';
import {
  SopaClaim,
  SopaFinancialReport,
  SopaGroupHome,
  SopaGroupHomeStay,
  SopaStatisticalReport,
} from './records/homes-and-reports.ts';
import { SopaPerson, SopaStatus, SopaSurvey } from './records/persons.ts';
import { codeType, DateType, IdType, type SopaId } from './types.ts';

/** What each kind of object says. */
export interface SopaRecords {
  readonly person: SopaPerson;
  readonly status: SopaStatus;
  readonly survey: SopaSurvey;
  readonly benefit: SopaBenefit;
  readonly service: SopaService;
  readonly declaration: SopaDeclaration;
  readonly 'group-home': SopaGroupHome;
  readonly 'group-home-stay': SopaGroupHomeStay;
  readonly claim: SopaClaim;
  readonly 'financial-report': SopaFinancialReport;
  readonly 'statistical-report': SopaStatisticalReport;
}
export type SopaKind = keyof SopaRecords;

/** An object that is to be deleted, with its id. */
export interface SopaDeletion {
  readonly id: SopaId;
  readonly deletedOn: string;
  readonly reason: keyof typeof DELETION_REASONS;
}

/** A kind of object as files name it. */
export interface SopaKindEntry<Kind extends SopaKind = SopaKind> {
  readonly kind: Kind;
  /** Name of the element of the object, `Person`; the one of a deletion is `DeletedPerson`. */
  readonly element: string;
  readonly type: RecordType<FieldTable>;
  readonly words: Words;
  readonly read: (node: RecordNode) => SopaRecords[Kind];
  readonly idOf: (record: SopaRecords[Kind]) => SopaId;
  /** Its number among the control totals. */
  readonly total: Exclude<keyof ControlTotals, 'amount' | 'deletions'>;
}

/** One of the nine data sets of the import (*datu kopas*): a list in the file. */
export interface SopaDataSet {
  /** Name of the element of the list. */
  readonly list: string;
  readonly words: Words;
  readonly kinds: readonly SopaKind[];
}

const entry = <Kind extends SopaKind, Fields extends FieldTable>(
  kind: Kind,
  element: string,
  type: RecordType<Fields>,
  read: (node: RecordNode) => SopaRecords[Kind],
  idOf: (record: SopaRecords[Kind]) => SopaId,
  total: SopaKindEntry['total'],
): SopaKindEntry<Kind> => ({ kind, element, type, words: type.words, read, idOf, total });

export const SOPA_KINDS: { readonly [Kind in SopaKind]: SopaKindEntry<Kind> } = {
  person: entry('person', 'Person', SopaPerson, readerOf(SopaPerson), (one) => one.personId, 'persons'),
  status: entry('status', 'Status', SopaStatus, readerOf(SopaStatus), (one) => one.statusId, 'statuses'),
  survey: entry('survey', 'Survey', SopaSurvey, readerOf(SopaSurvey), (one) => one.surveyId, 'surveys'),
  benefit: entry(
    'benefit',
    'Benefit',
    SopaBenefit,
    readerOf(SopaBenefit),
    (one) => one.benefitId,
    'benefits',
  ),
  service: entry(
    'service',
    'Service',
    SopaService,
    readerOf(SopaService),
    (one) => one.serviceId,
    'services',
  ),
  declaration: entry(
    'declaration',
    'IncomeDeclaration',
    SopaDeclaration,
    readerOf(SopaDeclaration),
    (one) => one.declarationId,
    'incomeDeclarations',
  ),
  'group-home': entry(
    'group-home',
    'GroupHome',
    SopaGroupHome,
    readerOf(SopaGroupHome),
    (one) => one.groupHomeId,
    'groupHomes',
  ),
  'group-home-stay': entry(
    'group-home-stay',
    'GroupHomeStay',
    SopaGroupHomeStay,
    readerOf(SopaGroupHomeStay),
    (one) => one.stayId,
    'groupHomeStays',
  ),
  claim: entry('claim', 'Claim', SopaClaim, readerOf(SopaClaim), (one) => one.claimId, 'claims'),
  'financial-report': entry(
    'financial-report',
    'FinancialReport',
    SopaFinancialReport,
    readerOf(SopaFinancialReport),
    (one) => one.reportId,
    'financialReports',
  ),
  'statistical-report': entry(
    'statistical-report',
    'StatisticalReport',
    SopaStatisticalReport,
    readerOf(SopaStatisticalReport),
    (one) => one.reportId,
    'statisticalReports',
  ),
};

/** Every kind, in the order in which files hold them. */
export const SOPA_KIND_LIST = [
  'person',
  'status',
  'survey',
  'benefit',
  'service',
  'declaration',
  'group-home',
  'group-home-stay',
  'claim',
  'financial-report',
  'statistical-report',
] as const satisfies readonly SopaKind[];

/** The nine data sets in the order in which they stand in a file; each may be left out, none may be repeated. */
export const SOPA_DATA_SETS: readonly SopaDataSet[] = [
  { list: 'Persons', words: { lv: 'Personas dati', en: 'Persons' }, kinds: ['person'] },
  { list: 'Statuses', words: { lv: 'Statusa dati', en: 'Statuses of households' }, kinds: ['status'] },
  {
    list: 'Surveys',
    words: { lv: 'Apsekošanas dati', en: 'Surveys of living conditions' },
    kinds: ['survey'],
  },
  {
    list: 'BenefitsAndServices',
    words: { lv: 'Pabalstu, pakalpojumu dati', en: 'Benefits and services' },
    kinds: ['benefit', 'service'],
  },
  {
    list: 'IncomeDeclarations',
    words: { lv: 'Iztikas līdzekļu deklarācijas dati', en: 'Income declarations' },
    kinds: ['declaration'],
  },
  {
    list: 'GroupHomes',
    words: { lv: 'Grupu dzīvokļa/mājas pakalpojuma dati', en: 'Group homes' },
    kinds: ['group-home', 'group-home-stay'],
  },
  {
    list: 'MoneyFollowsClient',
    words: { lv: 'Nauda seko klientam dati', en: 'Money follows the client' },
    kinds: ['claim'],
  },
  {
    list: 'FinancialReports',
    words: { lv: 'Finanšu pārskati', en: 'Financial reports' },
    kinds: ['financial-report'],
  },
  {
    list: 'StatisticalReports',
    words: { lv: 'Statistikas pārskati', en: 'Statistical reports' },
    kinds: ['statistical-report'],
  },
];

/** Name of the element of the id of a kind: the first of its elements. */
export const idElementOf = (kind: SopaKind): string => Object.keys(SOPA_KINDS[kind].type.fields)[0] ?? '';

/** The type of a deletion: every kind's is the same but for the name of the id. */
export const deletionType = (kind: SopaKind): RecordType<FieldTable> =>
  recordType(
    `Deleted${SOPA_KINDS[kind].type.name}`,
    {
      lv: `Dzēšana: ${SOPA_KINDS[kind].words.lv}`,
      en: `Deletion: ${SOPA_KINDS[kind].words.en}`,
    },
    {
      [idElementOf(kind)]: one(IdType, { lv: 'Dzēšamais objekts', en: 'Object to delete' }),
      DeletedOn: one(DateType, { lv: 'Dzēšanas diena', en: 'Day of the deletion' }),
      Reason: one(codeType('DeletionReasonType', DELETION_REASONS), { lv: 'Iemesls', en: 'Reason' }),
    },
  );

const Deletion = recordType(
  'DeletionType',
  { lv: 'Dzēšana', en: 'Deletion' },
  {
    Id: one(IdType, { lv: 'Dzēšamais objekts', en: 'Object to delete' }),
    DeletedOn: one(DateType, { lv: 'Dzēšanas diena', en: 'Day of the deletion' }),
    Reason: one(codeType('DeletionReasonType', DELETION_REASONS), { lv: 'Iemesls', en: 'Reason' }),
  },
);
const readAnyDeletion = readerOf(Deletion);

/** Reads a deletion of whatever kind. */
export const readDeletion = (node: RecordNode): SopaDeletion =>
  readAnyDeletion({
    ...node,
    children: node.children.map((child, index) => (index === 0 ? { ...child, name: 'Id' } : child)),
  });

export const readImportHeader: (node: RecordNode) => RecordOf<typeof ImportHeader> = readerOf(ImportHeader);

export const SOPA_IMPORT_NAMESPACE = 'http://ivis.eps.gov.lv/XMLSchemas/999003/SopaImport/v1-0';
export const SOPA_RESULT_NAMESPACE = 'http://ivis.eps.gov.lv/XMLSchemas/999003/SopaImportResult/v1-0';
/** Name of the root of a file of SOPA. */
export const SOPA_IMPORT_ROOT = 'SopaImport';
