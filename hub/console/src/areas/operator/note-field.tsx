import { useTranslation } from 'react-i18next';
import { TextInput } from '../../ui/text-input.tsx';

const LIKE_A_CODE = /[0-9]{6}-?[0-9]{5}/;
const SHORTEST = 3;
const LONGEST = 500;

/** Whether other operators may read this: long enough, and nobody's code in it. */
export const isNote = (text: string): boolean => {
  const { length } = text.trim();
  return length >= SHORTEST && length <= LONGEST && !LIKE_A_CODE.test(text);
};

/** Why it is done, in the operator's words; other operators see it. */
export function NoteField({
  value,
  onChange,
  isDisabled = false,
  autoFocus = false,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly isDisabled?: boolean;
  readonly autoFocus?: boolean;
}) {
  const { t } = useTranslation('operator');
  return (
    <TextInput
      label={t('note.label')}
      help={t('note.help')}
      value={value}
      onChange={onChange}
      isLong
      isRequired
      isDisabled={isDisabled}
      autoFocus={autoFocus}
      maxLength={LONGEST}
      error={LIKE_A_CODE.test(value) ? t('note.code') : undefined}
    />
  );
}
