import type { ReactNode } from 'react';
import { Checkbox } from 'react-aria-components';

/** A box to tick, with its name beside it or, in a table, only said. */
export function Tick({
  isTicked,
  isPartly = false,
  onChange,
  name,
  children,
}: {
  readonly isTicked: boolean;
  readonly isPartly?: boolean;
  readonly onChange: (isTicked: boolean) => void;
  readonly name?: string;
  readonly children?: ReactNode;
}) {
  return (
    <Checkbox
      isSelected={isTicked}
      isIndeterminate={isPartly}
      onChange={onChange}
      {...(name && { 'aria-label': name })}
    >
      <span className="box" aria-hidden="true">
        {isPartly ? '–' : '✓'}
      </span>
      {children}
    </Checkbox>
  );
}
