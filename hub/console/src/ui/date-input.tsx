import { parseDate } from '@internationalized/date';
import { useState } from 'react';
import {
  Button,
  Calendar,
  CalendarCell,
  CalendarGrid,
  CalendarHeading,
  DatePicker,
  DateSegment,
  DateInput as Days,
  Dialog,
  FieldError,
  Group,
  Label,
  Popover,
  Text,
} from 'react-aria-components';

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const dayOf = (text: string | undefined) => (text && DAY.test(text) ? parseDate(text) : null);

/**
 * A day, `YYYY-MM-DD`; empty while it is none. Its parts stand in the order of the page's language, not of the
 * browser's: 01.02. must not be read as 2 January.
 */
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
  // A year that is being typed is the year 2, then 20, then 202: nobody is told of a day before the first.
  const [said, setSaid] = useState(value);
  const [day, setDay] = useState(() => dayOf(value));
  if (value !== said) {
    setSaid(value);
    setDay(dayOf(value));
  }
  return (
    <DatePicker
      value={day}
      onChange={(typed) => {
        setDay(typed);
        const text = typed?.toString() ?? '';
        if (typed !== null && text < from) return;
        setSaid(text);
        onChange(text);
      }}
      minValue={dayOf(from)}
      maxValue={dayOf(to)}
      isInvalid={error !== undefined}
      isRequired={isRequired}
      validationBehavior="aria"
      shouldForceLeadingZeros
      {...(onLeave && { onBlur: onLeave })}
      {...(onEnter && {
        onKeyDown: (event) => {
          if (event.key !== 'Enter') return;
          event.preventDefault();
          onEnter();
        },
      })}
      className="react-aria-DatePicker day"
    >
      <Label>{label}</Label>
      <Group className="react-aria-Group day-field">
        <Days>{(segment) => <DateSegment segment={segment} />}</Days>
        <Button className="react-aria-Button quiet">
          <span aria-hidden="true">▾</span>
        </Button>
      </Group>
      {help && (
        <Text slot="description" className="help">
          {help}
        </Text>
      )}
      <FieldError>{error}</FieldError>
      <Popover>
        <Dialog>
          <Calendar>
            <header className="row spread">
              <Button slot="previous">‹</Button>
              <CalendarHeading />
              <Button slot="next">›</Button>
            </header>
            <CalendarGrid>{(date) => <CalendarCell date={date} />}</CalendarGrid>
          </Calendar>
        </Dialog>
      </Popover>
    </DatePicker>
  );
}
