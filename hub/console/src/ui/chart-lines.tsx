import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import type { ChartProps } from './chart.tsx';

const COLOURS = { accent: 'var(--accent)', bad: 'var(--bad)', warn: 'var(--warn)', soft: 'var(--text-soft)' };
const DASHES = { full: '', dashed: '8 4', dotted: '2 4' };
const TICK = { fill: 'var(--text-soft)', fontSize: 12 };
const HEIGHT = 200;

/** The drawing of a chart; it says nothing that the table beside it does not. */
export function ChartLines({ lines, points, timeOf, numberOf }: ChartProps) {
  const rows = points.map(({ at, values }) => ({ at, ...values }));
  return (
    <ResponsiveContainer width="100%" height={HEIGHT}>
      <LineChart data={rows} accessibilityLayer={false} margin={{ top: 8, right: 8, bottom: 0, left: 0 }}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          dataKey="at"
          type="number"
          domain={['dataMin', 'dataMax']}
          tickFormatter={timeOf}
          tick={TICK}
          stroke="var(--line-strong)"
          minTickGap={40}
        />
        <YAxis width={48} tickFormatter={numberOf} tick={TICK} stroke="var(--line-strong)" />
        <Tooltip
          labelFormatter={(at) => timeOf(Number(at))}
          formatter={(value) => numberOf(Number(value))}
          contentStyle={{ background: 'var(--raised)', border: '1px solid var(--line-strong)' }}
          isAnimationActive={false}
        />
        {lines.map(({ id, name, colour, stroke }) => (
          <Line
            key={id}
            dataKey={id}
            name={name}
            type="stepAfter"
            stroke={COLOURS[colour]}
            strokeDasharray={DASHES[stroke]}
            strokeWidth={2}
            dot={false}
            activeDot={{ r: 4 }}
            isAnimationActive={false}
            connectNulls={false}
          />
        ))}
      </LineChart>
    </ResponsiveContainer>
  );
}
