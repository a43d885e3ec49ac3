import { type CalendarDate, fileMonth, type SourceFileName } from '@saite/contracts';
import { type Fault, faultOf } from '../refused.ts';

/**
 * What is wrong with a file by its name alone. The version that was taken last may come again: whether it is the same
 * file its bytes say.
 *
 * @param newest version of the source and month that was taken last, 0 if none was
 */
export function nameFault(name: SourceFileName, newest: number, today: CalendarDate): Fault | undefined {
  if (fileMonth(name.period).lastDay >= today) return faultOf('PERIOD_NOT_OVER');
  const hint = String(newest + 1);
  if (name.version < newest) return faultOf('VERSION_OLDER', { hint });
  if (name.version > newest + 1) return faultOf('VERSION_GAP', { hint });
  return undefined;
}
