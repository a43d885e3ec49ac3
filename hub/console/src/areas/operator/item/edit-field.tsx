import { useTranslation } from 'react-i18next';
import { useLanguage } from '../../../i18n/language.ts';
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
  const language = useLanguage();
  const isTyped = wanted.kind === 'text' || wanted.kind === 'number';
  const help = (
    <>
      {state !== 'clear' && `${t(`fields.${state}`)}. `}
      {meaning?.[language]}
    </>
  );
  return (
    <div className="pair">
      {isTyped ? (
        <TextInput
          label={path}
          help={help}
          value={wanted.text}
          onChange={(text) => onChange({ ...wanted, text })}
          isDisabled={isDisabled}
          error={problem ?? (readWanted(wanted) === undefined ? t('edit.noNumber') : undefined)}
        />
      ) : (
        <div className="field">
          <strong>{path}</strong>
          <span className="help">{help}</span>
          {problem && <span className="react-aria-FieldError">{problem}</span>}
        </div>
      )}
      <Choice
        label={t('edit.kindOf', { path })}
        isLabelHidden
        isDisabled={isDisabled}
        value={wanted.kind}
        onChange={(kind) => onChange({ ...wanted, kind })}
        options={KINDS.map((id) => ({ id, name: t(`edit.kind.${id}`) }))}
      />
    </div>
  );
}
