import {
  reasonText,
  type Source,
  type SourceFault,
  type SourceFileName,
  type SourceFileResult,
} from '@saite/contracts';
import { toInstant } from '@saite/runtime';
import type { Fault } from '../refused.ts';
import type { AcceptedFile } from '../store/source-files.ts';

const MENDED_NEXT = {
  lv: 'Datne nav pieņemta, un nekas no tās nav izmantots. Lūdzu, izlabojiet norādītās neatbilstības un iesniedziet visu datni vēlreiz ar to pašu nosaukumu.',
  en: 'The file was not taken, and nothing of it is used. Please mend what is named and hand in the whole file again under the same name.',
};
const RENAMED_NEXT = {
  lv: 'Datne nav pieņemta, un nekas no tās nav izmantots. Lūdzu, iesniedziet to ar pareizu nosaukumu, kad tas iespējams.',
  en: 'The file was not taken, and nothing of it is used. Please hand it in under the right name, when that can be done.',
};
/** Reasons that lie in the name and the time, not in the content. */
const OF_THE_NAME: ReadonlySet<string> = new Set([
  'NAME_WRONG',
  'PERIOD_NOT_OVER',
  'VERSION_OLDER',
  'VERSION_GAP',
  'VERSION_TAKEN',
]);

/** What a source reads of a file that was taken; the same each time. */
export function acceptedResult({
  source,
  period,
  version,
  rows,
  acceptedAt,
}: AcceptedFile): SourceFileResult {
  return {
    outcome: 'accepted',
    source,
    period,
    version,
    rows,
    checkedAt: toInstant(acceptedAt),
    message: {
      lv: `Datne pieņemta; rindu skaits: ${rows}. Labojumu iesniedziet kā pilnu datni ar versiju ${version + 1}.`,
      en: `The file was taken; rows: ${rows}. Hand in a correction as a whole file with version ${version + 1}.`,
    },
    faultCount: 0,
    faults: [],
  };
}

/**
 * What a source reads of a file that was not taken.
 *
 * @param name what the file's name says; only the source if the name is of another form
 * @param rows rows of data, `null` if the file was not read to its end
 */
export function refusedResult(
  { source, period, version }: { readonly source: Source } & Partial<SourceFileName>,
  faults: { readonly listed: readonly Fault[]; readonly count: number },
  rows: number | null,
  at: Date,
): SourceFileResult {
  const isOfName = faults.listed.every(({ reason }) => OF_THE_NAME.has(reason));
  return {
    outcome: 'refused',
    source,
    period: period ?? null,
    version: version ?? null,
    rows,
    checkedAt: toInstant(at),
    message: isOfName ? RENAMED_NEXT : MENDED_NEXT,
    faultCount: faults.count,
    faults: faults.listed.toSorted((one, other) => (one.row ?? 0) - (other.row ?? 0)).map(explained),
  };
}

const explained = (fault: Fault): SourceFault => ({
  ...fault,
  message: reasonText(fault.reason, fault.hint),
});
