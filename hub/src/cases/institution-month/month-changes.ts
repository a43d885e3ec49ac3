import { MonthChange, type StatementLine, type StatementStay } from '@saite/contracts';
import { lengthOf, type ToldMonth } from './told-month.ts';

/**
 * Why two statements of a person differ, of one month after another or of two versions of a month: worked out from
 * what both say, and from nothing else. Where amounts differ there is a reason; `policy` is the one for what no
 * payment, day or cost explains.
 *
 * @returns reasons in the order of the contract
 */
export function changesBetween(before: ToldMonth, after: ToldMonth): MonthChange[] {
  if (!hasCare(after)) return hasCare(before) ? ['left'] : [];
  if (!hasCare(before)) return ['new-client'];
  const changes = new Set<MonthChange>();
  compareIncome(before, after, changes);
  if (before.content.rate !== after.content.rate) changes.add('rate');
  const isExplained = changes.size > 0;
  if (!isExplained && before.content.allowance !== after.content.allowance) changes.add('policy');
  compareCare(before, after, changes);
  return MonthChange.options.filter((change) => changes.has(change));
}

function compareIncome(before: ToldMonth, after: ToldMonth, changes: Set<MonthChange>): void {
  comparePayments(before.content.lines, after.content.lines, changes);
  const wasAwaited = before.content.flags.includes('AWAITING_INCOME');
  const isAwaited = after.content.flags.includes('AWAITING_INCOME');
  if (wasAwaited && !isAwaited) changes.add('income-now-known');
  if (!wasAwaited && isAwaited) changes.add('income-awaited');
}

const hasCare = ({ content }: ToldMonth): boolean => content.daysInCare > 0;

/**
 * Payments that count, each beside what it was. SAIS tells some payments as one record for years and others as one a
 * month: those without a namesake stand beside one of their kind, of the same amount if there is one.
 */
function comparePayments(
  before: readonly StatementLine[],
  after: readonly StatementLine[],
  changes: Set<MonthChange>,
): void {
  const left = before.filter(({ counts }) => counts);
  let right = after.filter(({ counts }) => counts);
  const isSame: readonly ((one: StatementLine, other: StatementLine) => boolean)[] = [
    (one, other) => one.paymentId === other.paymentId,
    (one, other) => one.kind === other.kind && one.granted === other.granted,
    (one, other) => one.kind === other.kind,
  ];
  for (const same of isSame)
    right = right.filter((is) => {
      const place = left.findIndex((was) => same(was, is));
      const [was] = place === -1 ? [] : left.splice(place, 1);
      if (was && was.granted !== is.granted) changes.add('payment-amount');
      return was === undefined;
    });
  if (right.length > 0) changes.add('payment-added');
  if (left.length > 0) changes.add('payment-ended');
}

function compareCare(before: ToldMonth, after: ToldMonth, changes: Set<MonthChange>): void {
  const { content: was } = before;
  const { content: is } = after;
  if (is.flags.includes('ENDED_BY_DEATH') && !was.flags.includes('ENDED_BY_DEATH')) changes.add('died');
  const isWhole = (told: ToldMonth) => told.content.daysInCare === lengthOf(told.month);
  const areWhole = isWhole(before) && isWhole(after);
  if (was.daysInCare !== is.daysInCare) {
    if (!areWhole) changes.add('days');
    else if (was.serviceCost !== is.serviceCost) changes.add('month-length');
  }
  const stays = new Map(was.stays.map((stay): [string, StatementStay] => [stay.placementId, stay]));
  const areSame =
    stays.size === is.stays.length && is.stays.every(({ placementId }) => stays.has(placementId));
  if (!areSame && stays.size > 0 && is.stays.length > 0) changes.add('moved');
  for (const { placementId, dailyCost, days } of is.stays) {
    const known = stays.get(placementId);
    if (known && known.dailyCost !== dailyCost) changes.add('daily-cost');
    if (known && areSame && stays.size > 1 && known.days !== days) changes.add('days');
  }
}
