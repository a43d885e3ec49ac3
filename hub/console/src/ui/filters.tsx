import type { ReactNode } from 'react';
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useFormats } from '../i18n/formats.ts';

export interface FilterOption<Value extends string> {
  readonly id: Value;
  readonly name: ReactNode;
  readonly count?: number;
}

/** Narrows a list to one of a few kinds, each with how many there are. */
export function Filters<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly FilterOption<Value>[];
  readonly onChange: (value: Value) => void;
}) {
  const { number } = useFormats();
  return (
    <ToggleButtonGroup
      aria-label={label}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const chosen = options.find(({ id }) => keys.has(id));
        if (chosen) onChange(chosen.id);
      }}
    >
      {options.map(({ id, name, count }) => (
        <ToggleButton key={id} id={id}>
          {name}
          {count !== undefined && <span className="count">{number(count)}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
