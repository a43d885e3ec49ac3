import type { WorklistChild } from '@saite/contracts';

type Judged = Pick<WorklistChild, 'alerts' | 'reporting' | 'unconfirmedReports' | 'continuousDays'>;

/** What a child has to wait for, the most urgent first. */
const RANKS: readonly ((child: Judged) => boolean)[] = [
  ({ alerts }) =>
    alerts.some(({ kind, acknowledgedByMe }) => kind === 'crisis-reported' && !acknowledgedByMe),
  ({ reporting }) => reporting?.state === 'escalated',
  ({ reporting }) => reporting?.state === 'overdue',
  ({ reporting }) => reporting?.state === 'due-soon',
  ({ alerts }) => alerts.some(({ acknowledgedByMe }) => !acknowledgedByMe),
  ({ unconfirmedReports }) => unconfirmedReports.length > 0,
  ({ reporting }) => reporting?.state === 'awaiting-person',
];

const rankOf = (child: Judged): number => {
  const rank = RANKS.findIndex((holds) => holds(child));
  return rank === -1 ? RANKS.length : rank;
};

/**
 * Children in the order in which they need attention: a child taken from the family, then reports that are late, by
 * how late they are, then what else is open, then what has to be read; of equal ones the longest stay first.
 */
export function byUrgency<Child extends Judged>(children: readonly Child[]): Child[] {
  return children
    .map((child) => ({ child, rank: rankOf(child), dueOn: child.reporting?.dueOn ?? '9999' }))
    .sort(
      (a, b) =>
        a.rank - b.rank ||
        (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0) ||
        b.child.continuousDays - a.child.continuousDays,
    )
    .map(({ child }) => child);
}
