import { z } from 'zod';
import type { TechnicalAid } from '../codes/statistics.ts';
import { cell, codeIn, date } from './cells.ts';
import {
  DATE_FORM,
  personCells,
  personColumns,
  personFacts,
  personFaults,
  personSubject,
  withinFault,
  words,
} from './person-columns.ts';
import { declareSource, faultsOf } from './structure.ts';

/**
 * Classes of LVS EN ISO 9999 (*palīglīdzekļu klasifikācija*), two digits: those that are counted apart, and all others.
 */
const AID_CLASSES = {
  '04': 'other',
  '05': 'other',
  '06': 'orthoses_prostheses',
  '09': 'personal_care',
  '12': 'mobility',
  '15': 'other',
  '18': 'other',
  '22': 'communication',
  '24': 'other',
  '27': 'other',
  '28': 'other',
  '30': 'other',
} as const satisfies Readonly<Record<string, TechnicalAid>>;

/** Technical aids (*tehniskie palīglīdzekļi*, TPL) that were given out: of the national centre at Vaivari. */
export const technicalAids = declareSource({
  source: 'technical-aids',
  titles: { lv: 'izsniegtie tehniskie palīglīdzekļi', en: 'technical aids given out' },
  register: 'vaivari',
  type: 'vaivari.technical-aid.issued.v1',
  row: z.strictObject({
    ...personCells,
    aid_class: cell(codeIn(AID_CLASSES)),
    issued_on: cell(date),
  }),
  columns: {
    ...personColumns,
    aid_class: words(
      'palīglīdzekļa klase',
      'class of the aid',
      'LVS EN ISO 9999 klase, 2 cipari, piemēram, 06',
      'class of ISO 9999, 2 digits, for example 06',
    ),
    issued_on: words('izsniegšanas datums', 'day it was given out', ...DATE_FORM),
  },
  namedBy: ['person_code', 'aid_class', 'issued_on'],
  check: (row, month) =>
    faultsOf({
      ...personFaults(row, row.issued_on, month),
      issued_on: withinFault(row.issued_on, month),
    }),
  subject: personSubject,
  facts: (row) => ({ ...personFacts(row), aid: AID_CLASSES[row.aid_class], issuedOn: row.issued_on }),
});
