import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { Chart, type Line, type Point } from '../../../ui/chart.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { historyQuery } from '../calls.ts';

const SPANS = { '1': 1, '6': 6, '24': 24 } as const;
type Span = keyof typeof SPANS;

/** How much waited, came, went and was parked in the last hours. */
export function HistoryChart({ service }: { readonly service?: string }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const language = useLanguage();
  const [span, setSpan] = useState<Span>('1');
  const history = useQuery(historyQuery(service, SPANS[span]));
  const clock = new Intl.DateTimeFormat(language === 'lv' ? 'lv-LV' : 'en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    timeZone: 'Europe/Riga',
  });
  const flow: readonly Line[] = [
    { id: 'depth', name: t('operations.depth'), colour: 'accent', stroke: 'full' },
    { id: 'in', name: t('operations.in'), colour: 'soft', stroke: 'dashed' },
    { id: 'out', name: t('operations.out'), colour: 'warn', stroke: 'dotted' },
  ];
  const stuck: readonly Line[] = [
    { id: 'parked', name: t('held.parked'), colour: 'bad', stroke: 'full' },
    { id: 'waiting', name: t('held.waiting'), colour: 'warn', stroke: 'dashed' },
  ];
  return (
    <section className="card stack" aria-labelledby="history">
      <div className="row spread">
        <h2 id="history" className="flat">
          {t('operations.history')}
        </h2>
        <Choice
          label={t('operations.span')}
          isLabelHidden
          value={span}
          onChange={setSpan}
          options={(['1', '6', '24'] as const).map((id) => ({
            id,
            name: t('operations.hours', { count: SPANS[id] }),
          }))}
        />
      </div>
      <Answered of={history} rows={4}>
        {({ points }) => {
          if (points.length === 0) return <Empty>{t('operations.noHistory')}</Empty>;
          const shown: Point[] = points.map((point) => ({
            at: Date.parse(point.at),
            values: {
              depth: point.depth,
              in: point.inPerMinute,
              out: point.outPerMinute,
              parked: point.parked,
              waiting: point.waiting,
            },
          }));
          const common = {
            points: shown,
            timeOf: (at: number) => clock.format(at),
            numberOf: formats.number,
          };
          return (
            <div className="grid wide">
              <Chart label={t('operations.flow')} lines={flow} {...common} />
              <Chart label={t('operations.stuck')} lines={stuck} {...common} />
            </div>
          );
        }}
      </Answered>
    </section>
  );
}
