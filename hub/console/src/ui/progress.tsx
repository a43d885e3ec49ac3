import { Label, ProgressBar } from 'react-aria-components';

/** How far something is, as a bar and in words. */
export const Progress = ({
  label,
  value,
  of,
  said,
}: {
  readonly label: string;
  readonly value: number;
  readonly of: number;
  /** The same in words. */
  readonly said: string;
}) => (
  <ProgressBar value={value} maxValue={Math.max(of, 1)} valueLabel={said}>
    {({ percentage }) => (
      <>
        <span className="row spread">
          <Label>{label}</Label>
          <span className="number">{said}</span>
        </span>
        <div className="bar">
          <div className="fill" style={{ width: `${percentage}%` }} />
        </div>
      </>
    )}
  </ProgressBar>
);
