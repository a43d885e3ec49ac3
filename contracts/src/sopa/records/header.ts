import { FILE_KINDS } from '../codes.ts';
import { inside, one, optional, type RecordOf, recordType } from '../model.ts';
import {
  CountType,
  codeType,
  DateType,
  FileNameType,
  GuidType,
  InstantType,
  SequenceType,
  TerritoryType,
  TotalType,
} from '../types.ts';

const count = (lv: string, en: string) => one(CountType, { lv, en });

/** Control totals: what the file must hold, deletions apart. */
export const ControlTotals = recordType(
  'ControlTotalsType',
  { lv: 'Kontrolsummas', en: 'Control totals' },
  {
    Persons: count('Personu skaits', 'Number of persons'),
    Statuses: count('Statusu skaits', 'Number of statuses'),
    Surveys: count('Apsekojumu skaits', 'Number of surveys'),
    Benefits: count('Pabalstu skaits', 'Number of benefits'),
    Services: count('Pakalpojumu skaits', 'Number of services'),
    IncomeDeclarations: count('Iztikas līdzekļu deklarāciju skaits', 'Number of income declarations'),
    GroupHomes: count('Grupu māju skaits', 'Number of group homes'),
    GroupHomeStays: count('Grupu māju klientu uzturēšanās skaits', 'Number of stays in group homes'),
    Claims: count('"Nauda seko klientam" pieprasījumu skaits', 'Number of claims'),
    FinancialReports: count('Finanšu pārskatu skaits', 'Number of financial reports'),
    StatisticalReports: count('Statistikas pārskatu skaits', 'Number of statistical reports'),
    Deletions: count('Dzēšamo objektu skaits', 'Number of objects to delete'),
    Amount: one(
      TotalType,
      {
        lv: 'Pabalstu un "Nauda seko klientam" pieprasījumu summa, EUR',
        en: 'Sum of the amounts of benefits and claims, EUR',
      },
      '1250.00',
    ),
  },
);
export type ControlTotals = RecordOf<typeof ControlTotals>;

/** The first element of a file: who sends what. */
export const ImportHeader = recordType(
  'HeaderType',
  { lv: 'Datnes galvene', en: 'Header of the file' },
  {
    FileId: one(GuidType, { lv: 'Datnes identifikators, katrai jauns', en: 'Id of the file, new for each' }),
    FileName: one(FileNameType, {
      lv: 'Datnes nosaukums: SOPA-<sūtītājs>-<kārtas numurs>.xml',
      en: 'Name of the file: SOPA-<sender>-<sequence>.xml',
    }),
    Sender: one(TerritoryType, {
      lv: 'Pašvaldība, kas sūta: ATVK kods',
      en: 'Municipality that sends: ATVK code',
    }),
    Sequence: one(SequenceType, {
      lv: 'Kārtas numurs: par vienu lielāks nekā pēdējai pieņemtajai datnei, sākot ar 1',
      en: "One more than the sender's last accepted file; the first is 1",
    }),
    Kind: one(codeType('FileKindType', FILE_KINDS), { lv: 'Datnes veids', en: 'Kind of the file' }),
    Corrects: optional(
      SequenceType,
      {
        lv: 'Labotās datnes kārtas numurs, tikai labojumiem',
        en: 'Sequence of the file that is corrected, for corrections only',
      },
      '40',
    ),
    PeriodFrom: one(DateType, {
      lv: 'Pirmā diena, par kuru ir dati',
      en: 'First day that the file is about',
    }),
    PeriodTo: one(DateType, {
      lv: 'Pēdējā diena, par kuru ir dati (ieskaitot)',
      en: 'Last day that the file is about, included',
    }),
    CreatedAt: one(InstantType, { lv: 'Kad datne izveidota, UTC', en: 'When the file was made, UTC' }),
    ControlTotals: inside(ControlTotals, {
      lv: 'Kontrolsummas, dzēšamie objekti atsevišķi',
      en: 'Control totals, deletions apart',
    }),
  },
);
export type ImportHeader = RecordOf<typeof ImportHeader>;
