import { FINANCIAL_REPORT_KINDS, STATISTICAL_FORMS } from '../codes.ts';
import { one, optional, type RecordOf, recordType, some } from '../model.ts';
import {
  AmountType,
  CountType,
  codeType,
  DateType,
  IdType,
  LineType,
  MonthType,
  RegistrationNumberType,
  TerritoryType,
  TotalType,
} from '../types.ts';
import { DisabilityGroupType, ServiceKindType } from './assistance.ts';
import { personId } from './persons.ts';

/** A group home or flat (*grupu māja, dzīvoklis*). */
export const SopaGroupHome = recordType(
  'GroupHomeType',
  { lv: 'Grupu māja (dzīvoklis)', en: 'Group home' },
  {
    GroupHomeId: one(
      IdType,
      { lv: 'Grupu mājas identifikators SOPA', en: 'Id of the group home in SOPA' },
      'G-1',
    ),
    Name: one(LineType, { lv: 'Nosaukums', en: 'Name' }, 'Grupu dzīvoklis "Liepa"'),
    RegistrationNumber: one(RegistrationNumberType, {
      lv: 'Sniedzēja reģistrācijas numurs',
      en: 'Registration number of the provider',
    }),
    Territory: one(TerritoryType, {
      lv: 'Pašvaldība, kurā atrodas: ATVK kods atvēršanas dienā',
      en: 'Municipality where it stands: ATVK code of the day of opening',
    }),
    OpenedOn: one(DateType, { lv: 'Pirmā darba diena', en: 'First day' }, '2022-09-01'),
    ClosedOn: optional(DateType, { lv: 'Pēdējā darba diena', en: 'Last day' }, '2026-12-31'),
    Places: one(CountType, { lv: 'Vietu skaits', en: 'Number of places' }, '8'),
  },
);
export type SopaGroupHome = RecordOf<typeof SopaGroupHome>;

/** A client's stay in a group home (*uzturēšanās grupu mājā*). */
export const SopaGroupHomeStay = recordType(
  'GroupHomeStayType',
  { lv: 'Klienta uzturēšanās grupu mājā', en: 'Stay of a client in a group home' },
  {
    StayId: one(IdType, { lv: 'Uzturēšanās identifikators SOPA', en: 'Id of the stay in SOPA' }, 'U-1'),
    PersonId: one(IdType, personId, 'P-1'),
    GroupHomeId: one(IdType, { lv: 'Grupu māja', en: 'Group home' }, 'G-1'),
    MovedInOn: one(DateType, { lv: 'Pirmā diena grupu mājā', en: 'First day in the home' }),
    MovedOutOn: optional(
      DateType,
      { lv: 'Pēdējā diena grupu mājā (ieskaitot)', en: 'Last day in the home, included' },
      '2026-10-31',
    ),
    DisabilityGroup: one(DisabilityGroupType, {
      lv: 'Invaliditāte, kas ir pakalpojuma pamatā',
      en: 'Disability on which the service rests',
    }),
    FromMunicipality: optional(
      TerritoryType,
      {
        lv: 'Pašvaldība, no kuras klients pārcelts: ATVK kods ievietošanas dienā',
        en: 'Municipality from which the client came: ATVK code of the day of moving in',
      },
      '0007000',
    ),
    ClientShare: optional(
      AmountType,
      { lv: 'Klienta līdzmaksājums mēnesī, EUR', en: "Client's share of a month, EUR" },
      '75.00',
    ),
  },
);
export type SopaGroupHomeStay = RecordOf<typeof SopaGroupHomeStay>;

/** A claim of *nauda seko klientam* (money follows the client) for one month. */
export const SopaClaim = recordType(
  'ClaimType',
  {
    lv: '"Nauda seko klientam" pieprasījums par mēnesi',
    en: 'Claim of money that follows the client, a month',
  },
  {
    ClaimId: one(IdType, { lv: 'Pieprasījuma identifikators SOPA', en: 'Id of the claim in SOPA' }, 'N-1'),
    PersonId: one(IdType, personId, 'P-1'),
    StateCareServiceId: one(
      IdType,
      { lv: 'Valsts aprūpes pakalpojums, kas pārtraukts', en: 'State care that ended: id of the service' },
      'K-2',
    ),
    ServiceId: one(
      IdType,
      { lv: 'Pakalpojums sabiedrībā, par kuru prasa', en: 'Community service that is claimed for' },
      'K-1',
    ),
    LeftCareOn: one(DateType, {
      lv: 'Pēdējā diena valsts aprūpē',
      en: 'Last day in state care',
    }),
    Month: one(MonthType, { lv: 'Mēnesis', en: 'Month' }),
    DisabilityGroup: one(DisabilityGroupType, { lv: 'Invaliditāte', en: 'Disability' }),
    Amount: one(AmountType, { lv: 'Prasītā summa, EUR', en: 'Amount claimed, EUR' }),
  },
);
export type SopaClaim = RecordOf<typeof SopaClaim>;

const FinancialLine = recordType(
  'FinancialLineType',
  { lv: 'Pārskata rinda', en: 'Line of a report' },
  {
    ServiceKind: one(ServiceKindType, { lv: 'Pakalpojuma veids', en: 'Kind of service' }, 'home-care'),
    Persons: one(CountType, { lv: 'Personu skaits', en: 'Number of persons' }),
    Amount: one(TotalType, { lv: 'Summa, EUR', en: 'Amount, EUR' }),
  },
);

/** A report of money (*finanšu pārskats*). */
export const SopaFinancialReport = recordType(
  'FinancialReportType',
  { lv: 'Finanšu pārskats', en: 'Financial report' },
  {
    ReportId: one(IdType, { lv: 'Pārskata identifikators SOPA', en: 'Id of the report in SOPA' }, 'F-1'),
    Kind: one(codeType('FinancialReportKindType', FINANCIAL_REPORT_KINDS), {
      lv: 'Pārskata veids',
      en: 'Kind of the report',
    }),
    PeriodFrom: one(MonthType, { lv: 'Pirmais mēnesis', en: 'First month' }, '2026-01'),
    PeriodTo: one(MonthType, { lv: 'Pēdējais mēnesis (ieskaitot)', en: 'Last month, included' }, '2026-01'),
    PreparedOn: one(DateType, { lv: 'Sagatavots', en: 'Day on which it was made' }),
    Line: some(FinancialLine, { lv: 'Rindas', en: 'Lines' }, 200),
    Persons: one(CountType, { lv: 'Personu skaits kopā', en: 'Sum of the persons' }),
    Total: one(TotalType, { lv: 'Summa kopā, EUR', en: 'Sum of the amounts, EUR' }),
  },
);
export type SopaFinancialReport = RecordOf<typeof SopaFinancialReport>;

const StatisticalRow = recordType(
  'StatisticalRowType',
  { lv: 'Veidlapas rinda', en: 'Row of a form' },
  {
    Code: one(CountType, { lv: 'Rindas kods', en: 'Code of the row' }, '1010'),
    Women: one(CountType, { lv: 'Sievietes', en: 'Women' }),
    Men: one(CountType, { lv: 'Vīrieši', en: 'Men' }),
    Children: one(CountType, { lv: 'tai skaitā bērni', en: 'Children among them' }),
    Total: one(CountType, { lv: 'Kopā', en: 'Total' }, '6'),
  },
);

/** A report of official statistics (*statistikas pārskats*), MK 324 of 13.06.2017. */
export const SopaStatisticalReport = recordType(
  'StatisticalReportType',
  { lv: 'Statistikas pārskats', en: 'Statistical report' },
  {
    ReportId: one(IdType, { lv: 'Pārskata identifikators SOPA', en: 'Id of the report in SOPA' }, 'T-1'),
    Form: one(codeType('StatisticalFormType', STATISTICAL_FORMS), { lv: 'Veidlapa', en: 'Form' }),
    PeriodFrom: one(MonthType, { lv: 'Pirmais mēnesis', en: 'First month' }, '2026-02'),
    PeriodTo: one(MonthType, { lv: 'Pēdējais mēnesis (ieskaitot)', en: 'Last month, included' }, '2026-02'),
    PreparedOn: one(DateType, { lv: 'Sagatavots', en: 'Day on which it was made' }),
    Row: some(StatisticalRow, { lv: 'Rindas', en: 'Rows' }, 500),
  },
);
export type SopaStatisticalReport = RecordOf<typeof SopaStatisticalReport>;
