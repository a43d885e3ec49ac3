import { HOUSING_KINDS, STATUS_KINDS, SURVEY_REASONS } from '../codes.ts';
import { any, one, optional, type RecordOf, recordType } from '../model.ts';
import {
  AmountType,
  CountType,
  codeType,
  DateType,
  DecisionNumberType,
  IdType,
  LineType,
  NameType,
  PersonCodeType,
  TerritoryType,
  TextType,
} from '../types.ts';

export const personId = { lv: 'Persona, par kuru ir ieraksts', en: 'Person whom the record is about' };

/** A client of the social service (*personas dati*). */
export const SopaPerson = recordType(
  'PersonType',
  { lv: 'Persona', en: 'Person' },
  {
    PersonId: one(IdType, { lv: 'Personas identifikators SOPA', en: 'Id of the person in SOPA' }, 'P-1'),
    PersonCode: one(PersonCodeType, { lv: 'Personas kods', en: 'Personal code' }),
    GivenName: one(NameType, { lv: 'Vārds', en: 'Given name' }),
    FamilyName: one(NameType, { lv: 'Uzvārds', en: 'Family name' }, 'Paraudziņa'),
    BirthDate: one(DateType, { lv: 'Dzimšanas datums', en: 'Date of birth' }, '1951-04-17'),
    DeathDate: optional(DateType, { lv: 'Miršanas datums', en: 'Date of death' }, '2026-02-11'),
    Territory: one(TerritoryType, {
      lv: 'Deklarētās dzīvesvietas pašvaldība: ATVK kods reģistrācijas dienā',
      en: 'Municipality of declared residence: ATVK code of the day of registration',
    }),
    Address: optional(LineType, {
      lv: 'Deklarētās dzīvesvietas adrese',
      en: 'Address of declared residence',
    }),
    RepresentativeId: optional(
      IdType,
      { lv: 'Likumiskais pārstāvis: personas identifikators', en: 'Legal representative: id of the person' },
      'P-2',
    ),
    RepresentedFrom: optional(
      DateType,
      { lv: 'Kopš kuras dienas pārstāv', en: 'Day from which the representative acts' },
      '2024-05-01',
    ),
    RegisteredOn: one(DateType, {
      lv: 'Diena, kad persona reģistrēta sociālajā dienestā',
      en: 'Day on which the social service registered the person',
    }),
  },
);
export type SopaPerson = RecordOf<typeof SopaPerson>;

/** Status of a needy or low-income household (*statusa dati*). */
export const SopaStatus = recordType(
  'StatusType',
  { lv: 'Trūcīgas vai maznodrošinātas mājsaimniecības statuss', en: 'Status of a household' },
  {
    StatusId: one(IdType, { lv: 'Statusa identifikators SOPA', en: 'Id of the status in SOPA' }, 'S-1'),
    PersonId: one(IdType, personId, 'P-1'),
    Kind: one(codeType('StatusKindType', STATUS_KINDS), { lv: 'Statusa veids', en: 'Kind of the status' }),
    DecisionNumber: one(DecisionNumberType, { lv: 'Lēmuma numurs', en: 'Number of the decision' }),
    DecidedOn: one(DateType, { lv: 'Lēmuma datums', en: 'Day of the decision' }),
    ValidFrom: one(DateType, { lv: 'Statuss spēkā no', en: 'First day of the status' }),
    ValidTo: one(
      DateType,
      { lv: 'Statuss spēkā līdz (ieskaitot)', en: 'Last day of the status, included' },
      '2026-05-31',
    ),
    DeclarationId: one(
      IdType,
      {
        lv: 'Iztikas līdzekļu deklarācija, uz kuras pamata piešķirts',
        en: 'Income declaration on which it rests',
      },
      'D-1',
    ),
    HouseholdSize: one(CountType, { lv: 'Personu skaits mājsaimniecībā', en: 'Persons in the household' }),
    IncomePerMember: one(AmountType, {
      lv: 'Vidējie ienākumi uz vienu personu mēnesī, EUR',
      en: 'Average income of a person a month, EUR',
    }),
  },
);
export type SopaStatus = RecordOf<typeof SopaStatus>;

/** Survey of living conditions (*apsekošanas dati*). */
export const SopaSurvey = recordType(
  'SurveyType',
  { lv: 'Dzīves apstākļu apsekojums', en: 'Survey of living conditions' },
  {
    SurveyId: one(IdType, { lv: 'Apsekojuma identifikators SOPA', en: 'Id of the survey in SOPA' }, 'A-1'),
    PersonId: one(IdType, personId, 'P-1'),
    Reason: one(codeType('SurveyReasonType', SURVEY_REASONS), { lv: 'Iemesls', en: 'Reason' }),
    RequestedOn: optional(DateType, { lv: 'Kad lūgts apsekot', en: 'Day of the request' }, '2026-02-25'),
    SurveyedOn: one(DateType, { lv: 'Apsekošanas diena', en: 'Day of the survey' }),
    Housing: one(codeType('HousingKindType', HOUSING_KINDS), { lv: 'Mājoklis', en: 'Housing' }),
    Rooms: one(CountType, { lv: 'Istabu skaits', en: 'Number of rooms' }, '2'),
    HouseholdSize: one(CountType, { lv: 'Personu skaits mājsaimniecībā', en: 'Persons in the household' }),
    MemberId: any(IdType, { lv: 'Cita mājsaimniecības persona', en: 'Another person of the household' }, 100),
    Findings: one(TextType, { lv: 'Konstatētais', en: 'What was found' }),
    FollowUpOn: optional(
      DateType,
      { lv: 'Kad paredzēts apsekot atkārtoti', en: 'Day of the next survey' },
      '2026-09-01',
    ),
  },
);
export type SopaSurvey = RecordOf<typeof SopaSurvey>;
