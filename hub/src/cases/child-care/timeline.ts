import { type CalendarDate, type ChildTimeline, dateOfDayNumber, dayNumber } from '@saite/contracts';
import { ENDING_KINDS, wordsOf } from '../child/custody.ts';
import type { ChildPlacement } from '../child/stays.ts';
import type { ChildCase } from './child.ts';

/** Everything of a timeline but the reports, whose deliveries stand in the journal. */
type Timeline = Omit<ChildTimeline, 'reports'>;

/**
 * What happened to a child by a day, by what is known now: what had begun by then, with its end as it is known if that
 * has come. The ends of placements are told also ahead, as SPOLIS plans them.
 */
export function timelineOf(child: ChildCase, on: CalendarDate): Timeline {
  const day = dayNumber(on);
  return {
    stays: child.placements
      .filter(({ from }) => from <= day)
      .map(({ placementId, institutionId, from, to }) => ({
        placementId,
        institutionId,
        from: dateOfDayNumber(from),
        to: Number.isFinite(to) ? dateOfDayNumber(to) : null,
      })),
    decisions: decisionsBy(child, day),
    deadlines: deadlinesBy(child, day),
    gaps: gapsBy(child, day),
    overlaps: overlapsBy(child.placements, day),
  };
}

/** The date of a day that has come; `null` of one that has not. */
const come = (end: number, day: number): CalendarDate | null => (end <= day ? dateOfDayNumber(end) : null);

const decisionsBy = ({ decisions }: ChildCase, day: number): Timeline['decisions'] =>
  wordsOf(decisions.filter(({ decidedOn }) => decidedOn <= day)).map(({ decision, from, to }) => ({
    decisionId: decision.decisionId,
    kind: decision.kind,
    court: decision.court,
    decidedOn: dateOfDayNumber(decision.decidedOn),
    from: dateOfDayNumber(from),
    to: come(to, day),
    covers: !ENDING_KINDS.has(decision.kind),
  }));

function deadlinesBy({ clocks, stays }: ChildCase, day: number): Timeline['deadlines'] {
  const ends = new Set(stays.map(({ to }) => to));
  return clocks.flatMap(({ anchor, to, due }) => {
    if (anchor > day || due === null) return [];
    const endedOn = come(to, day);
    return [
      {
        anchor: dateOfDayNumber(anchor),
        interval: due.interval,
        dueOn: dateOfDayNumber(due.dueOn),
        alternativeDueOn: dateOfDayNumber(due.alternativeDueOn),
        reportedOn: ends.has(to) ? null : endedOn,
        endedOn,
      },
    ];
  });
}

const gapsBy = ({ stays }: ChildCase, day: number): Timeline['gaps'] =>
  stays.flatMap(({ from }, index) => {
    const before = stays[index - 1];
    return before && from <= day ? [{ from: dateOfDayNumber(before.to), to: dateOfDayNumber(from) }] : [];
  });

/** Days that several placements hold, by the spans between which their set does not change. */
function overlapsBy(placements: readonly ChildPlacement[], day: number): Timeline['overlaps'] {
  const held = placements.filter(({ from, countedTo }) => from < countedTo && from <= day);
  const limit = day + 1;
  const edges = [...new Set(held.flatMap(({ from, countedTo }) => [from, Math.min(countedTo, limit)]))].sort(
    (a, b) => a - b,
  );
  return edges.flatMap((from, index) => {
    const to = edges[index + 1];
    if (to === undefined) return [];
    const placementIds = held
      .filter((placement) => placement.from <= from && to <= Math.min(placement.countedTo, limit))
      .map(({ placementId }) => placementId);
    return placementIds.length > 1
      ? [{ from: dateOfDayNumber(from), to: dateOfDayNumber(to), placementIds }]
      : [];
  });
}
