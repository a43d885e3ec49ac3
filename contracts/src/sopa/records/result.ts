import { inside, one, optional, type RecordOf, records, recordType } from '../model.ts';
import {
  CountType,
  codeType,
  FileNameType,
  GuidType,
  IdType,
  InstantType,
  LineType,
  SequenceType,
  TerritoryType,
  textType,
} from '../types.ts';

/** How an import ended. */
export const IMPORT_ENDS = {
  accepted: { lv: 'pieņemta', en: 'accepted' },
  'accepted-with-errors': { lv: 'pieņemta ar 2. līmeņa kļūdām', en: 'accepted with level-2 errors' },
  rejected: { lv: 'noraidīta: sūtiet pilnu datni vēlreiz', en: 'rejected: send the full file again' },
} as const;

const RuleCodeType = textType('RuleCodeType', 60, 'SERVICE_ENDS_BEFORE_START');
const MessageType = textType('MessageType', 1000, 'Pakalpojuma beigu datums ir pirms sākuma datuma.');

/** The first element of a result file. */
export const ResultHeader = recordType(
  'ResultHeaderType',
  { lv: 'Rezultāta galvene', en: 'Header of the result' },
  {
    ImportId: one(GuidType, { lv: 'Importa identifikators', en: 'Id of the import' }),
    Receiver: one(TerritoryType, { lv: 'Pašvaldība, kas sūtīja', en: 'Municipality that sent the file' }),
    FileName: optional(FileNameType, { lv: 'Saņemtās datnes nosaukums', en: 'Name of the file' }),
    FileId: optional(GuidType, { lv: 'Datnes identifikators', en: 'Id of the file' }),
    Sequence: optional(SequenceType, { lv: 'Datnes kārtas numurs', en: 'Sequence of the file' }),
    ReceivedAt: one(InstantType, { lv: 'Saņemta', en: 'When it was received' }),
    CheckedAt: one(InstantType, { lv: 'Pārbaudīta', en: 'When it was checked' }),
    Result: one(codeType('ImportEndType', IMPORT_ENDS), { lv: 'Rezultāts', en: 'Result' }),
    NextSequence: one(SequenceType, {
      lv: 'Kārtas numurs, kas jābūt nākamajai datnei',
      en: 'Sequence that the next file must have',
    }),
    Accepted: one(CountType, {
      lv: 'Pieņemti jauni vai mainīti objekti',
      en: 'Objects taken, new or changed',
    }),
    Unchanged: one(CountType, { lv: 'Objekti bez izmaiņām', en: 'Objects without a change' }),
    Deleted: one(CountType, { lv: 'Dzēsti objekti', en: 'Objects deleted' }),
    Failed: one(CountType, { lv: 'Objekti ar kļūdām', en: 'Objects with errors' }),
  },
);
export type ResultHeader = RecordOf<typeof ResultHeader>;

/** An error of level 1: the file as a whole cannot be taken. */
export const FileError = recordType(
  'FileErrorType',
  { lv: '1. līmeņa kļūda: datni nevar pieņemt', en: 'Level-1 error: the file cannot be taken' },
  {
    Rule: one(RuleCodeType, { lv: 'Likuma kods', en: 'Code of the rule' }, 'NOT_WELL_FORMED'),
    Line: optional(CountType, { lv: 'Rinda', en: 'Line' }, '17'),
    Column: optional(CountType, { lv: 'Kolonna', en: 'Column' }, '5'),
    Element: optional(LineType, { lv: 'Elements', en: 'Element' }, 'BirthDate'),
    MessageLv: one(MessageType, { lv: 'Paziņojums latviski', en: 'Message in Latvian' }),
    MessageEn: one(MessageType, { lv: 'Paziņojums angliski', en: 'Message in English' }),
  },
);
export type FileError = RecordOf<typeof FileError>;

/** An error of level 2: one object cannot be taken. */
export const ObjectError = recordType(
  'ObjectErrorType',
  { lv: '2. līmeņa kļūda: objektu nevar pieņemt', en: 'Level-2 error: an object cannot be taken' },
  {
    Rule: one(RuleCodeType, { lv: 'Likuma kods', en: 'Code of the rule' }),
    DataSet: one(LineType, { lv: 'Datu kopa', en: 'Data set' }, 'BenefitsAndServices'),
    Object: one(LineType, { lv: 'Objekta elements', en: 'Element of the object' }, 'Service'),
    ObjectId: one(IdType, { lv: 'Objekta identifikators SOPA', en: 'Id of the object in SOPA' }, 'K-1'),
    Line: one(CountType, { lv: 'Rinda, kurā objekts sākas', en: 'Line in which the object begins' }, '211'),
    Element: optional(LineType, { lv: 'Elements', en: 'Element' }, 'EndedOn'),
    MessageLv: one(MessageType, { lv: 'Paziņojums latviski', en: 'Message in Latvian' }),
    MessageEn: one(MessageType, { lv: 'Paziņojums angliski', en: 'Message in English' }),
  },
);
export type ObjectError = RecordOf<typeof ObjectError>;

/** The result file (*rezultāta datne*): of every file of a known sender, taken or not. */
export const ImportResult = recordType(
  'SopaImportResultType',
  { lv: 'Importa rezultāts', en: 'Result of an import' },
  {
    Header: inside(ResultHeader, { lv: 'Galvene', en: 'Header' }),
    FileErrors: inside(
      recordType(
        'FileErrorsType',
        { lv: '1. līmeņa kļūdas', en: 'Level-1 errors' },
        {
          FileError: records(FileError, { lv: '1. līmeņa kļūda', en: 'Level-1 error' }),
        },
      ),
      { lv: '1. līmeņa kļūdas', en: 'Level-1 errors' },
    ),
    ObjectErrors: inside(
      recordType(
        'ObjectErrorsType',
        { lv: '2. līmeņa kļūdas', en: 'Level-2 errors' },
        {
          ObjectError: records(ObjectError, { lv: '2. līmeņa kļūda', en: 'Level-2 error' }),
        },
      ),
      { lv: '2. līmeņa kļūdas', en: 'Level-2 errors' },
    ),
  },
);
