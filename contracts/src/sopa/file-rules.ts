import type { Words } from './model.ts';

const rule = (lv: string, en: string): Words => ({ lv, en });

/**
 * Every level-1 rule: a file that breaks one is not taken at all; nothing of it is stored or told, and the full file
 * is sent again. The message says what is wrong and never repeats what stands in the file.
 */
export const FILE_RULES = {
  EMPTY: rule('Datne ir tukša.', 'The file is empty.'),
  COMPRESSED: rule(
    'Datne ir saspiesta; sūtiet XML bez saspiešanas.',
    'The file is compressed; send plain XML.',
  ),
  BYTE_ORDER_MARK: rule(
    'Datne sākas ar baitu secības zīmi (BOM); sūtiet UTF-8 bez tās.',
    'The file begins with a byte order mark; send UTF-8 without one.',
  ),
  ENCODING: rule('Datne nav UTF-8 kodējumā.', 'The file is not in UTF-8.'),
  NOT_WELL_FORMED: rule('Datne nav pareizi veidots XML.', 'The file is not well-formed XML.'),
  TRUNCATED: rule('Datne ir aprauta.', 'The file is cut off.'),
  DOCUMENT_TYPE: rule(
    'Datnē ir DOCTYPE, kas nav atļauts.',
    'The file holds a DOCTYPE, which is not allowed.',
  ),
  PROCESSING_INSTRUCTION: rule(
    'Datnē ir apstrādes instrukcija, kas nav atļauta.',
    'The file holds a processing instruction, which is not allowed.',
  ),
  TOO_DEEP: rule('Elementi ir pārāk dziļi ligzdoti.', 'The elements are nested too deep.'),
  TOKEN_TOO_LONG: rule(
    'Teksts, atribūts vai birka ir pārāk gara.',
    'A text, an attribute or a tag is too long.',
  ),
  RECORD_TOO_LARGE: rule('Viens objekts ir pārāk liels.', 'One object is too large.'),
  TOO_MANY_ATTRIBUTES: rule('Elementam ir pārāk daudz atribūtu.', 'An element has too many attributes.'),
  OUTSIDE_SUBSET: rule(
    'Datnē ir XML iespējas, ko izvēlētais lasītājs neatbalsta.',
    'The file uses XML that the chosen reader does not support.',
  ),
  SCHEMA_INVALID: rule('Datne neatbilst XML shēmai.', 'The file is not as the XML schema says.'),
  SENDER_UNKNOWN: rule(
    'Sūtītāja ATVK kods perioda pēdējā dienā nav spēkā.',
    "The sender's ATVK code is not in force on the last day of the period.",
  ),
  SENDER_WRONG: rule(
    'Datne ir citas pašvaldības, nevis tās, kas to sūta.',
    'The file is of another municipality than the one that sends it.',
  ),
  FILE_NAME_WRONG: rule(
    'Datnes nosaukums nav SOPA-<sūtītājs>-<kārtas numurs>.xml vai atšķiras no galvenē norādītā.',
    'The name of the file is not SOPA-<sender>-<sequence>.xml, or differs from the one in the header.',
  ),
  FILE_ID_TAKEN: rule(
    'Datne ar šo identifikatoru jau ir pieņemta ar citu saturu.',
    'A file with this id was accepted with other content.',
  ),
  SEQUENCE_TAKEN: rule(
    'Datne ar šo kārtas numuru jau ir pieņemta ar citu saturu.',
    'A file with this sequence was accepted with other content.',
  ),
  SEQUENCE_WRONG: rule(
    'Kārtas numuram jābūt par vienu lielākam nekā pēdējai pieņemtajai datnei.',
    'The sequence must be one more than that of the last accepted file.',
  ),
  PERIOD_ENDS_BEFORE_START: rule('Perioda beigas ir pirms sākuma.', 'The period ends before it begins.'),
  PERIOD_IN_FUTURE: rule('Periods vēl nav pagājis.', 'The period lies in the future.'),
  PERIOD_NOT_NEXT: rule(
    'Dienas datnes periodam jāsākas pēc pēdējās pieņemtās dienas datnes perioda.',
    'The period of a daily file must begin after that of the last accepted daily file.',
  ),
  CORRECTS_MISFITS: rule(
    'Labojumu datne norāda pieņemtu datni, kuru tā labo, ar to pašu periodu; dienas datne nenorāda.',
    'A file of corrections names the accepted file that it corrects, with the same period; a daily file names none.',
  ),
  CREATED_BEFORE_PERIOD: rule('Datne izveidota pirms sava perioda.', 'The file was made before its period.'),
  COUNT_DIFFERS: rule(
    'Objektu skaits atšķiras no kontrolsummas.',
    'The number of objects differs from the control total.',
  ),
  AMOUNT_DIFFERS: rule(
    'Summa atšķiras no kontrolsummas.',
    'The sum of the amounts differs from the control total.',
  ),
} as const satisfies Readonly<Record<string, Words>>;
export type FileRuleCode = keyof typeof FILE_RULES;

/** How a file is named: `SOPA-<sender>-<sequence>.xml`. */
export const importFileName = (sender: string, sequence: number): string => `SOPA-${sender}-${sequence}.xml`;

/** Whether a name is of that form; any other one may hold whatever its writer thought of, a personal code too. */
export const isImportFileName = (name: string): boolean => /^SOPA-[0-9]{7}-[1-9][0-9]{0,8}\.xml$/.test(name);
