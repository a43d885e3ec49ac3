import { FieldError, Input, Label, Text, TextField } from 'react-aria-components';

/** A day, `YYYY-MM-DD`, in the field of the reader's device for it; empty while it is none. */
export function DateInput({
  label,
  value,
  onChange,
  help,
  error,
  from = '1900-01-01',
  to,
  isRequired = false,
  onLeave,
  onEnter,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (date: string) => void;
  readonly help?: string | undefined;
  readonly error?: string | undefined;
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly isRequired?: boolean;
  /** Told when the field is left. */
  readonly onLeave?: () => void;
  /** Told instead of the form when Enter is pressed. */
  readonly onEnter?: () => void;
}) {
  return (
    <TextField
      value={value}
      onChange={onChange}
      isInvalid={error !== undefined}
      isRequired={isRequired}
      validationBehavior="aria"
      type="date"
      {...(onLeave && { onBlur: onLeave })}
      {...(onEnter && {
        onKeyDown: (event) => {
          if (event.key !== 'Enter') return event.continuePropagation();
          event.preventDefault();
          onEnter();
        },
      })}
      className="react-aria-TextField day"
    >
      <Label>{label}</Label>
      <Input min={from} {...(to && { max: to })} />
      {help && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError>{error}</FieldError>
    </TextField>
  );
}
