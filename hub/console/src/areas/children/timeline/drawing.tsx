import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { useSaid } from '../said.ts';
import { lanesOf } from './lanes.ts';
import { dateOf, dayOf, marksOf, placeOf, pointOf, type Shown } from './span.ts';

type Timeline = Schemas['ChildTimeline'];

/** Heights in pixels: a name, a bar with the room under it, the axis. */
const NAME = 20;
const ROW = 28;
const BAR = 22;
const AXIS = 22;
/** What has no end goes beyond every picture. */
const NEVER = 1e9;
const per = (share: number): string => `${share}%`;

interface Bar {
  readonly key: string;
  readonly first: number;
  readonly after: number;
  readonly text: string;
  readonly look: 'stay' | 'covers' | 'not' | 'gap';
}

/** The picture itself: widths are shares of its own, so that words keep their size at any width. */
export function Drawing({
  timeline,
  shown,
  today,
  label,
}: {
  readonly timeline: Timeline;
  readonly shown: Shown;
  readonly today: number;
  readonly label: string;
}) {
  const { t } = useTranslation('children');
  const said = useSaid();
  const hatch = useId();
  const barsOf = (bars: readonly Bar[]) => lanesOf(bars.filter(({ first, after }) => after > first));
  const stays = barsOf([
    ...timeline.stays.map(({ placementId, institutionId, from, to }) => ({
      key: placementId,
      first: dayOf(from),
      after: to === null ? NEVER : dayOf(to),
      text: institutionId,
      look: 'stay' as const,
    })),
    ...timeline.gaps.map(({ from, to }) => ({
      key: `gap ${from}`,
      first: dayOf(from),
      after: dayOf(to),
      text: t('timeline.kind.gap'),
      look: 'gap' as const,
    })),
  ]);
  const decisions = barsOf(
    timeline.decisions.map(({ decisionId, kind, from, to, covers }) => ({
      key: decisionId,
      first: dayOf(from),
      after: to === null ? NEVER : dayOf(to),
      text: t(`name.decision.${kind}`),
      look: covers ? ('covers' as const) : ('not' as const),
    })),
  );
  const deadlines = lanesOf(
    timeline.deadlines.map((deadline) => ({
      deadline,
      first: dayOf(deadline.anchor),
      after: Math.max(dayOf(deadline.dueOn), endOf(deadline, today)) + 1,
    })),
  );
  const lanes = [
    { name: t('timeline.lane.stays'), rows: stays.length },
    { name: t('timeline.lane.decisions'), rows: decisions.length },
    { name: t('timeline.lane.deadlines'), rows: deadlines.length },
    { name: t('timeline.lane.reports'), rows: 1 },
  ];
  const tops = lanes.map((_lane, place) =>
    lanes.slice(0, place).reduce((height, { rows }) => height + NAME + Math.max(rows, 1) * ROW, NAME),
  );
  const [staysTop = 0, decisionsTop = 0, deadlinesTop = 0, reportsTop = 0] = tops;
  const bottom = reportsTop + ROW;
  const now = pointOf(shown, today);
  return (
    <svg className="picture" role="img" aria-label={label} width="100%" height={bottom + AXIS}>
      <defs>
        <pattern id={hatch} width="8" height="8" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <rect width="4" height="8" className="hatch" />
        </pattern>
      </defs>
      {marksOf(shown).map((mark) => {
        const x = per(pointOf(shown, mark) ?? 0);
        return (
          <g key={mark}>
            <line className="grid-line" x1={x} x2={x} y1={0} y2={bottom} />
            <text className="mark" x={x} y={bottom + 16} dx="2">
              {said.date(dateOf(mark)).slice(3)}
            </text>
          </g>
        );
      })}
      {lanes.map(({ name }, place) => (
        <text key={name} className="lane" x="0" y={(tops[place] ?? 0) - 6}>
          {name}
        </text>
      ))}
      <Bars lanes={stays} shown={shown} top={staysTop} />
      {timeline.overlaps.map(({ from, to }) => {
        const place = placeOf(shown, dayOf(from), dayOf(to));
        return (
          place && (
            <rect
              key={from}
              className="overlap"
              x={per(place.x)}
              width={per(place.width)}
              y={staysTop}
              height={stays.length * ROW - (ROW - BAR)}
              fill={`url(#${hatch})`}
            >
              <title>{`${t('timeline.kind.overlap')}: ${said.period({ from, to })}`}</title>
            </rect>
          )
        );
      })}
      <Bars lanes={decisions} shown={shown} top={decisionsTop} />
      {deadlines.map((lane, row) =>
        lane.map(({ deadline }) => (
          <Deadline
            key={deadline.anchor}
            deadline={deadline}
            shown={shown}
            today={today}
            middle={deadlinesTop + row * ROW + BAR / 2}
          >
            {`${t('timeline.due', { date: said.date(deadline.dueOn) })}`}
          </Deadline>
        )),
      )}
      {timeline.reports.map(({ reportId, reportedOn, period, confirmations }) => {
        const x = pointOf(shown, dayOf(reportedOn));
        const about = placeOf(shown, dayOf(period.from), dayOf(period.to) + 1);
        const middle = reportsTop + BAR / 2;
        return (
          <g key={reportId}>
            {about && (
              <rect className="about" x={per(about.x)} width={per(about.width)} y={middle - 1} height="2" />
            )}
            {x !== undefined && (
              <circle className="report" data-read={confirmations.length > 0} cx={per(x)} cy={middle} r="7">
                <title>{`${t('timeline.kind.report')} ${said.date(reportedOn)}`}</title>
              </circle>
            )}
          </g>
        );
      })}
      {now !== undefined && (
        <g>
          <line className="today" x1={per(now)} x2={per(now)} y1={0} y2={bottom} />
          <text className="today-name" x={per(now)} y={bottom + 16} dx="-4" textAnchor="end">
            {t('timeline.today')}
          </text>
        </g>
      )}
    </svg>
  );
}

const endOf = ({ endedOn, reportedOn }: Schemas['TimelineDeadline'], today: number): number =>
  reportedOn ? dayOf(reportedOn) : endedOn ? dayOf(endedOn) : today;

function Bars({
  lanes,
  shown,
  top,
}: {
  readonly lanes: readonly (readonly Bar[])[];
  readonly shown: Shown;
  readonly top: number;
}) {
  return lanes.map((lane, row) =>
    lane.map(({ key, first, after, text, look }) => {
      const place = placeOf(shown, first, after);
      if (!place) return null;
      return (
        // A picture in the picture, so that words end where their bar does.
        <svg key={key} x={per(place.x)} width={per(place.width)} y={top + row * ROW} height={BAR}>
          <title>{text}</title>
          <rect className={`bar ${look}`} x="0.5" y="0.5" width="100%" height={BAR - 1} rx="3" />
          <text className={`bar-text ${look}`} x="6" y="15">
            {text}
          </text>
        </svg>
      );
    }),
  );
}

/** A line from the day that it is counted from up to the day that it is due, and what it is late in another look. */
function Deadline({
  deadline,
  shown,
  today,
  middle,
  children,
}: {
  readonly deadline: Schemas['TimelineDeadline'];
  readonly shown: Shown;
  readonly today: number;
  readonly middle: number;
  readonly children: ReactNode;
}) {
  const due = dayOf(deadline.dueOn);
  const inTime = placeOf(shown, dayOf(deadline.anchor), due + 1);
  const late = placeOf(shown, due + 1, endOf(deadline, today) + 1);
  const mark = pointOf(shown, due);
  return (
    <g>
      <title>{children}</title>
      {inTime && (
        <rect className="in-time" x={per(inTime.x)} width={per(inTime.width)} y={middle - 2} height="4" />
      )}
      {late && <rect className="late" x={per(late.x)} width={per(late.width)} y={middle - 5} height="10" />}
      {mark !== undefined && (
        <line className="due" x1={per(mark)} x2={per(mark)} y1={middle - 9} y2={middle + 9} />
      )}
    </g>
  );
}
