import {
  BENEFIT_KINDS,
  DISABILITY_GROUPS,
  FUNDINGS,
  INCOME_KINDS,
  MEMBER_RELATIONS,
  PAID_TO,
  RECIPIENT_ROLES,
  SERVICE_END_REASONS,
  SERVICE_KINDS,
} from '../codes.ts';
import { one, optional, type RecordOf, recordType, some } from '../model.ts';
import {
  AmountType,
  CountType,
  codeType,
  DateType,
  DecisionNumberType,
  IdType,
  MonthType,
  ProviderIdType,
} from '../types.ts';
import { personId } from './persons.ts';

export const FundingType = codeType('FundingType', FUNDINGS);
export const ServiceKindType = codeType('ServiceKindType', SERVICE_KINDS);
export const DisabilityGroupType = codeType('DisabilityGroupType', DISABILITY_GROUPS);

/** A benefit that was granted (*pabalsts*). */
export const SopaBenefit = recordType(
  'BenefitType',
  { lv: 'Pabalsts', en: 'Benefit' },
  {
    BenefitId: one(IdType, { lv: 'Pabalsta identifikators SOPA', en: 'Id of the benefit in SOPA' }, 'B-1'),
    PersonId: one(IdType, personId, 'P-1'),
    Kind: one(codeType('BenefitKindType', BENEFIT_KINDS), { lv: 'Pabalsta veids', en: 'Kind' }),
    StatusId: optional(
      IdType,
      {
        lv: 'Statuss, uz kura pamata piešķirts (GMI un mājokļa pabalstam)',
        en: 'Status on which it rests (guaranteed minimum income and housing)',
      },
      'S-1',
    ),
    DecisionNumber: one(DecisionNumberType, { lv: 'Lēmuma numurs', en: 'Number of the decision' }),
    DecidedOn: one(DateType, { lv: 'Lēmuma datums', en: 'Day of the decision' }),
    PeriodFrom: one(MonthType, { lv: 'Pirmais mēnesis', en: 'First month' }),
    PeriodTo: one(MonthType, { lv: 'Pēdējais mēnesis (ieskaitot)', en: 'Last month, included' }),
    MonthlyAmount: one(AmountType, { lv: 'Summa mēnesī, EUR', en: 'Amount a month, EUR' }),
    Amount: one(AmountType, { lv: 'Summa par visu periodu, EUR', en: 'Amount of all months, EUR' }),
    PaidOn: optional(DateType, { lv: 'Izmaksas diena', en: 'Day of payment' }, '2026-03-10'),
    PaidTo: one(codeType('PaidToType', PAID_TO), { lv: 'Kam izmaksāts', en: 'To whom it is paid' }),
    ProviderId: optional(
      ProviderIdType,
      {
        lv: 'Pakalpojuma sniedzējs, ja izmaksāts tam',
        en: 'Provider, if it is paid to one',
      },
      'SPS-0417',
    ),
  },
);
export type SopaBenefit = RecordOf<typeof SopaBenefit>;

/** A social service that a person gets (*sociālais pakalpojums*): the one card of a service. */
export const SopaService = recordType(
  'ServiceType',
  { lv: 'Sociālais pakalpojums', en: 'Social service' },
  {
    ServiceId: one(IdType, { lv: 'Pakalpojuma identifikators SOPA', en: 'Id of the service in SOPA' }, 'K-1'),
    PersonId: one(IdType, personId, 'P-1'),
    Kind: one(ServiceKindType, { lv: 'Pakalpojuma veids', en: 'Kind of the service' }, 'home-care'),
    ProviderId: one(ProviderIdType, {
      lv: 'Pakalpojuma sniedzējs sniedzēju reģistrā',
      en: 'Provider in the register of providers',
    }),
    DecisionNumber: one(DecisionNumberType, { lv: 'Lēmuma numurs', en: 'Number of the decision' }),
    DecidedOn: one(DateType, { lv: 'Lēmuma datums', en: 'Day of the decision' }),
    StartedOn: one(DateType, {
      lv: 'Pakalpojuma pirmā diena',
      en: 'First day of the service',
    }),
    EndedOn: optional(
      DateType,
      {
        lv: 'Pakalpojuma pēdējā diena (ieskaitot)',
        en: 'Last day of the service, included',
      },
      '2026-08-31',
    ),
    EndReason: optional(
      codeType('ServiceEndReasonType', SERVICE_END_REASONS),
      { lv: 'Kāpēc pakalpojums beidzies', en: 'Why the service ended' },
      'completed',
    ),
    RecipientRole: one(codeType('RecipientRoleType', RECIPIENT_ROLES), {
      lv: 'Kam pakalpojumu sniedz',
      en: 'Who gets the service',
    }),
    ChildId: optional(
      IdType,
      { lv: 'Bērns, kura pārstāvim pakalpojumu sniedz', en: 'Child whose representative gets the service' },
      'P-3',
    ),
    HoursPerWeek: optional(CountType, { lv: 'Stundas nedēļā', en: 'Hours a week' }, '10'),
    SpecialCareFrom: optional(
      DateType,
      {
        lv: 'VDEĀVK atzinums par īpašu kopšanu spēkā no',
        en: "First day of VDEĀVK's special-care opinion",
      },
      '2025-09-01',
    ),
    SpecialCareTo: optional(
      DateType,
      {
        lv: 'VDEĀVK atzinums par īpašu kopšanu spēkā līdz (ieskaitot)',
        en: "Last day of VDEĀVK's special-care opinion, included",
      },
      '2026-12-31',
    ),
    DisabilityGroup: optional(
      DisabilityGroupType,
      { lv: 'Invaliditāte, kas ir pakalpojuma pamatā', en: 'Disability on which the service rests' },
      'II',
    ),
    Funding: one(FundingType, { lv: 'Finansējums', en: 'Funding' }, 'municipality'),
    MonthlyCost: optional(
      AmountType,
      { lv: 'Pakalpojuma cena mēnesī, EUR', en: 'Cost of a month, EUR' },
      '412.50',
    ),
    ClientShare: optional(
      AmountType,
      { lv: 'Personas līdzmaksājums mēnesī, EUR', en: "Person's share of a month, EUR" },
      '40.00',
    ),
  },
);
export type SopaService = RecordOf<typeof SopaService>;

const DeclaredIncome = recordType(
  'DeclaredIncomeType',
  { lv: 'Ienākumi vienā mēnesī', en: 'Income of one month' },
  {
    Kind: one(codeType('IncomeKindType', INCOME_KINDS), { lv: 'Ienākumu veids', en: 'Kind of income' }),
    Month: one(MonthType, { lv: 'Mēnesis', en: 'Month' }, '2026-01'),
    Amount: one(AmountType, { lv: 'Summa, EUR', en: 'Amount, EUR' }),
  },
);

const DeclaredMember = recordType(
  'DeclaredMemberType',
  { lv: 'Mājsaimniecības persona', en: 'Person of the household' },
  {
    MemberId: one(IdType, { lv: 'Persona', en: 'Person' }, 'P-1'),
    Relation: one(codeType('MemberRelationType', MEMBER_RELATIONS), {
      lv: 'Saistība ar deklarācijas iesniedzēju',
      en: 'Relation to who declares',
    }),
    Income: some(DeclaredIncome, { lv: 'Ienākumi', en: 'Income' }, 100),
    Total: one(AmountType, {
      lv: 'Personas ienākumi periodā kopā, EUR',
      en: "Sum of the person's income in the period, EUR",
    }),
  },
);

/** Declaration of means of subsistence (*iztikas līdzekļu deklarācija*). */
export const SopaDeclaration = recordType(
  'IncomeDeclarationType',
  { lv: 'Iztikas līdzekļu deklarācija', en: 'Income declaration' },
  {
    DeclarationId: one(
      IdType,
      { lv: 'Deklarācijas identifikators SOPA', en: 'Id of the declaration in SOPA' },
      'D-1',
    ),
    PersonId: one(
      IdType,
      { lv: 'Persona, kas iesniedz deklarāciju', en: 'Person who hands the declaration in' },
      'P-1',
    ),
    DeclaredOn: one(DateType, { lv: 'Iesniegšanas diena', en: 'Day on which it was handed in' }),
    PeriodFrom: one(MonthType, { lv: 'Pirmais mēnesis', en: 'First month' }, '2025-12'),
    PeriodTo: one(MonthType, { lv: 'Pēdējais mēnesis (ieskaitot)', en: 'Last month, included' }, '2026-02'),
    HouseholdSize: one(
      CountType,
      { lv: 'Personu skaits mājsaimniecībā', en: 'Persons in the household' },
      '1',
    ),
    Member: some(DeclaredMember, { lv: 'Mājsaimniecības personas', en: 'Persons of the household' }, 50),
    TotalIncome: one(AmountType, {
      lv: 'Visi ienākumi periodā, EUR',
      en: 'All income of the period, EUR',
    }),
    IncomePerMember: one(AmountType, {
      lv: 'Vidējie ienākumi uz vienu personu mēnesī, EUR',
      en: 'Average income of a person a month, EUR',
    }),
    Savings: optional(AmountType, { lv: 'Uzkrājumi, EUR', en: 'Savings, EUR' }, '250.00'),
    Debts: optional(AmountType, { lv: 'Parādsaistības, EUR', en: 'Debts, EUR' }, '120.00'),
  },
);
export type SopaDeclaration = RecordOf<typeof SopaDeclaration>;
