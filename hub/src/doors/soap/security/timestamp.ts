import { elementsOf, hasOnlyElements, isNamed, textOf, type XmlElement } from '@saite/xml';
import { WSU } from '../envelope/index.ts';
import { SecurityRefusal } from './refusal.ts';

/** A message lives at most this long. */
export const LONGEST_LIFE_MS = 5 * 60_000;
/** Clocks may differ by this much. */
export const CLOCK_SKEW_MS = 60_000;

const INSTANT = /^(\d{4})-(\d{2})-(\d{2})T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?(?:Z|[+-]\d{2}:\d{2})$/;

/** An instant of a wsu:Created or wsu:Expires: xs:dateTime with its zone. @throws SecurityRefusal `TIMESTAMP_SHAPE` */
export function instantOf(element: XmlElement): Date {
  const text = textOf(element)?.trim() ?? '';
  const found = INSTANT.exec(text);
  const instant = new Date(found ? text : Number.NaN);
  if (Number.isNaN(instant.getTime()) || !found || !isCalendarDay(found))
    throw new SecurityRefusal('TIMESTAMP_SHAPE');
  return instant;
}

/** Date takes 31 February for a day in March. */
function isCalendarDay([, year, month, day]: RegExpExecArray): boolean {
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  return date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day);
}

/**
 * Refuses a wsu:Timestamp that is not of this time, or that would be for longer than five minutes.
 *
 * @returns the instant from which it is refused
 * @throws SecurityRefusal
 */
export function judgeTimestamp(timestamp: XmlElement, now: Date): Date {
  const [created, expires, ...others] = elementsOf(timestamp);
  if (!created || !expires || others.length > 0 || !hasOnlyElements(timestamp))
    throw new SecurityRefusal('TIMESTAMP_SHAPE');
  if (!isNamed(created, WSU, 'Created') || !isNamed(expires, WSU, 'Expires'))
    throw new SecurityRefusal('TIMESTAMP_SHAPE');
  const from = instantOf(created).getTime();
  const to = instantOf(expires).getTime();
  if (to <= from) throw new SecurityRefusal('TIMESTAMP_SHAPE');
  if (to - from > LONGEST_LIFE_MS) throw new SecurityRefusal('TIMESTAMP_TOO_LONG');
  if (from > now.getTime() + CLOCK_SKEW_MS) throw new SecurityRefusal('TIMESTAMP_IN_FUTURE');
  const until = new Date(to + CLOCK_SKEW_MS);
  if (until <= now) throw new SecurityRefusal('TIMESTAMP_EXPIRED');
  return until;
}
