import { ToggleButton, ToggleButtonGroup } from 'react-aria-components';
import { useFormats } from '../i18n/formats.ts';
import type { Tone } from './tag.tsx';

export interface Count<Id extends string> {
  readonly id: Id;
  readonly name: string;
  /** Nothing while it is not known. */
  readonly count: number | undefined;
  readonly tone: Tone;
}

/** Figures that are filters: one of them is chosen. */
export function Counts<Id extends string>({
  label,
  counts,
  chosen,
  onChoose,
}: {
  readonly label: string;
  readonly counts: readonly Count<Id>[];
  readonly chosen: Id;
  readonly onChoose: (id: Id) => void;
}) {
  const { number } = useFormats();
  return (
    <ToggleButtonGroup
      aria-label={label}
      className="needs"
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[chosen]}
      onSelectionChange={(keys) => {
        const found = counts.find(({ id }) => keys.has(id));
        if (found) onChoose(found.id);
      }}
    >
      {counts.map(({ id, name, count, tone }) => (
        <ToggleButton key={id} id={id} className="need" data-tone={count ? tone : 'plain'}>
          <strong className="number">{count === undefined ? '…' : number(count)}</strong>
          <span>{name}</span>
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
