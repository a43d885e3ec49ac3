import { type Atvk, municipalityOn } from '@saite/contracts';
import { type FileRuleCode, type ImportHeader, importFileName } from '@saite/contracts/sopa';
import type { LastAccepted } from '../store/imports.ts';

/** A level-1 error of a header: the rule and the element. */
export interface HeaderFault {
  readonly code: FileRuleCode;
  readonly element: string;
}

/** What a header must fit, as far as nothing else has to be asked. */
export interface Expected {
  /** The municipality for which the file was handed in. */
  readonly municipality: Atvk;
  /** Name under which it was handed in, if one was given. */
  readonly givenName: string | null;
  /** Today in Riga. */
  readonly today: string;
}

const fault = (code: FileRuleCode, element: string): HeaderFault => ({ code, element });

/** The first thing for which a header cannot be taken, whatever came before it. */
export function headerFault(header: ImportHeader, expected: Expected): HeaderFault | null {
  const { sender, sequence, periodFrom, periodTo, createdAt } = header;
  if (sender !== expected.municipality) return fault('SENDER_WRONG', 'Sender');
  if (!municipalityOn(sender, periodTo)) return fault('SENDER_UNKNOWN', 'Sender');
  const name = importFileName(sender, sequence);
  if (header.fileName !== name || (expected.givenName ?? name) !== name)
    return fault('FILE_NAME_WRONG', 'FileName');
  if (periodTo < periodFrom) return fault('PERIOD_ENDS_BEFORE_START', 'PeriodTo');
  if (periodTo > expected.today) return fault('PERIOD_IN_FUTURE', 'PeriodTo');
  if (createdAt.slice(0, 10) < periodFrom) return fault('CREATED_BEFORE_PERIOD', 'CreatedAt');
  if ((header.kind === 'correction') !== (header.corrects !== null))
    return fault('CORRECTS_MISFITS', 'Corrects');
  return null;
}

/**
 * What is wrong with a header whose sequence or id an accepted file with other content has.
 *
 * @param taken sequence of that file
 */
export const takenFault = (header: ImportHeader, taken: number | null): HeaderFault =>
  taken === header.sequence ? fault('SEQUENCE_TAKEN', 'Sequence') : fault('FILE_ID_TAKEN', 'FileId');

/** The file that a correction corrects, as it was accepted. */
export type Corrected = Pick<ImportHeader, 'periodFrom' | 'periodTo'> | undefined;

/** The first thing for which a header does not follow what was accepted before. */
export function orderFault(
  header: ImportHeader,
  last: LastAccepted,
  corrected: Corrected,
): HeaderFault | null {
  if (header.sequence !== last.sequence + 1) return fault('SEQUENCE_WRONG', 'Sequence');
  if (header.kind === 'daily')
    return last.dailyTo !== null && header.periodFrom <= last.dailyTo
      ? fault('PERIOD_NOT_NEXT', 'PeriodFrom')
      : null;
  const fits = corrected?.periodFrom === header.periodFrom && corrected.periodTo === header.periodTo;
  return fits ? null : fault('CORRECTS_MISFITS', 'Corrects');
}
