import { lazy, type ReactNode, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Waiting } from './states.tsx';

/** A line of a chart: told apart by colour and by how it is drawn. */
export interface Line {
  readonly id: string;
  readonly name: string;
  readonly colour: 'accent' | 'bad' | 'warn' | 'soft';
  readonly stroke: 'full' | 'dashed' | 'dotted';
}

/** What the lines are at one instant; a gap where nothing was measured. */
export interface Point {
  readonly at: number;
  readonly values: Readonly<Record<string, number | null>>;
}

export interface ChartProps {
  readonly label: string;
  readonly lines: readonly Line[];
  readonly points: readonly Point[];
  readonly timeOf: (at: number) => string;
  readonly numberOf: (value: number) => string;
}

const Lines = lazy(async () => ({ default: (await import('./chart-lines.tsx')).ChartLines }));

/** Lines over time, with the same numbers as a table. What draws them is loaded when the first chart is shown. */
export function Chart({ children, ...chart }: ChartProps & { readonly children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <figure className="chart" aria-label={chart.label}>
      <figcaption className="row spread">
        <strong>{chart.label}</strong>
        <ul className="row plain legend">
          {chart.lines.map(({ id, name, colour, stroke }) => (
            <li key={id}>
              <span className="swatch" data-colour={colour} data-stroke={stroke} aria-hidden="true" />
              {name}
            </li>
          ))}
        </ul>
      </figcaption>
      <Suspense fallback={<Waiting rows={4} />}>
        <div className="drawing" aria-hidden="true">
          <Lines {...chart} />
        </div>
      </Suspense>
      {children}
      <details>
        <summary>{t('chart.asTable')}</summary>
        <PointTable {...chart} />
      </details>
    </figure>
  );
}

function PointTable({ label, lines, points, timeOf, numberOf }: ChartProps) {
  const { t } = useTranslation();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
    <section className="scroller low" tabIndex={0} aria-label={label}>
      <table>
        <caption className="hidden">{label}</caption>
        <thead>
          <tr>
            <th scope="col">{t('chart.time')}</th>
            {lines.map(({ id, name }) => (
              <th key={id} scope="col" className="number">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {points.toReversed().map(({ at, values }) => (
            <tr key={at}>
              <th scope="row">{timeOf(at)}</th>
              {lines.map(({ id }) => {
                const value = values[id] ?? null;
                return (
                  <td key={id} className="number">
                    {value === null ? '–' : numberOf(value)}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
