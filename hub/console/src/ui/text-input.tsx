import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField } from 'react-aria-components';

/** A field for text with its name, what is expected in it, and what is wrong with it. */
export function TextInput({
  label,
  value,
  onChange,
  help,
  error,
  isLong = false,
  isRequired = false,
  isDisabled = false,
  isReadOnly = false,
  autoFocus = false,
  inputMode,
  maxLength,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly help?: ReactNode;
  readonly error?: string | undefined;
  readonly isLong?: boolean;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly isReadOnly?: boolean;
  readonly autoFocus?: boolean;
  readonly inputMode?: 'text' | 'numeric' | 'decimal';
  readonly maxLength?: number;
}) {
  return (
    <TextField
      value={value}
      onChange={onChange}
      isInvalid={error !== undefined}
      isRequired={isRequired}
      isDisabled={isDisabled}
      isReadOnly={isReadOnly}
      validationBehavior="aria"
      autoComplete="off"
      autoFocus={autoFocus}
      {...(inputMode && { inputMode })}
      {...(maxLength && { maxLength })}
    >
      <Label>{label}</Label>
      {isLong ? <TextArea rows={3} /> : <Input />}
      {help && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError>{error}</FieldError>
    </TextField>
  );
}
