import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import type { HeldField } from '../calls.ts';
import { readWanted, type Wanted, type WantedKind } from './edited.ts';

const KINDS = ['text', 'number', 'yes', 'no', 'none'] as const satisfies readonly WantedKind[];

/** One field of a message that may be changed: what it is to be, or that it is to go. */
export function EditField({
  field: { path, meaning, state },
  wanted,
  problem,
  isDisabled,
  onChange,
}: {
  readonly field: HeldField;
  readonly wanted: Wanted;
  readonly problem: string | undefined;
  readonly isDisabled: boolean;
  readonly onChange: (wanted: Wanted) => void;
}) {
  const { t } = useTranslation('operator');
  const isTyped = wanted.kind === 'text' || wanted.kind === 'number';
  const help = [state === 'clear' ? undefined : t(`fields.${state}`), meaning].filter(Boolean).join('. ');
  return (
    <div className="pair">
      <TextInput
        label={path}
        help={help === '' ? undefined : help}
        value={isTyped ? wanted.text : ''}
        onChange={(text) => onChange({ ...wanted, text })}
        isDisabled={isDisabled || !isTyped}
        error={problem ?? (readWanted(wanted) === undefined ? t('edit.noNumber') : undefined)}
      />
      <Choice
        label={t('edit.kindOf', { path })}
        isLabelHidden
        isDisabled={isDisabled}
        value={wanted.kind}
        onChange={(kind) => onChange({ ...wanted, kind })}
        options={KINDS.map((value) => ({ value, name: t(`edit.kind.${value}`) }))}
      />
    </div>
  );
}
