import { useId, useMemo, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { todayInRiga } from '../../../i18n/today.ts';
import { Choice } from '../../../ui/choice.tsx';
import { useSaid } from '../said.ts';
import { daysOf } from './days.ts';
import { Drawing } from './drawing.tsx';
import { dateOf, dayOf, type Shown } from './span.ts';

type Timeline = Schemas['ChildTimeline'];

const SPANS = ['all', '1', '2', '5'] as const;
type Span = (typeof SPANS)[number];
const YEAR = 365.25;
/** Days left free beside what happened. */
const MARGIN = 10;
const PARTS = ['stays', 'gaps', 'overlaps', 'decisions', 'deadlines', 'reports'] as const;

/** What happened to a child as a picture: as a whole, or some years of it at a time. */
export function TimelinePicture({ timeline, on }: { readonly timeline: Timeline; readonly on: string }) {
  const { t } = useTranslation('children');
  const said = useSaid();
  const hint = useId();
  const whole = useMemo((): Shown => {
    const days = [...daysOf(timeline), dayOf(on)];
    return { from: Math.min(...days) - MARGIN, to: Math.max(...days) + MARGIN };
  }, [timeline, on]);
  const [span, setSpan] = useState<Span>('all');
  const [end, setEnd] = useState<number>();
  const length = span === 'all' ? whole.to - whole.from : Math.round(Number(span) * YEAR);
  const to = span === 'all' ? whole.to : Math.min(end ?? whole.to, whole.to);
  const shown: Shown = { from: to - length, to };
  const move = (days: number) =>
    setEnd(Math.max(whole.from + length, Math.min(whole.to, to + Math.round(days))));
  const what = PARTS.filter((part) => timeline[part].length > 0)
    .map((part) => t(`timeline.count.${part}`, { count: timeline[part].length }))
    .join(', ');
  return (
    <figure className="happened">
      <figcaption className="filters">
        <Choice
          label={t('timeline.years')}
          value={span}
          onChange={setSpan}
          options={SPANS.map((value) => ({ id: value, name: t(`timeline.span.${value}`) }))}
        />
        {span !== 'all' && (
          <span className="row">
            <Button isDisabled={shown.from <= whole.from} onPress={() => move(-length / 2)}>
              <span aria-hidden="true">←</span> {t('timeline.earlier')}
            </Button>
            <Button isDisabled={to >= whole.to} onPress={() => move(length / 2)}>
              {t('timeline.later')} <span aria-hidden="true">→</span>
            </Button>
          </span>
        )}
        <span id={hint} role="status" className="soft">
          {t('timeline.shownDays', { from: said.date(dateOf(shown.from)), to: said.date(dateOf(shown.to)) })}
        </span>
      </figcaption>
      <Drawing
        timeline={timeline}
        shown={shown}
        today={dayOf(todayInRiga())}
        label={t('timeline.picture', {
          from: said.date(dateOf(shown.from)),
          to: said.date(dateOf(shown.to)),
          what,
        })}
      />
    </figure>
  );
}
