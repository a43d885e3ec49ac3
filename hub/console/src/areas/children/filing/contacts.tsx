import { useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { useSaid } from '../said.ts';
import { isDay } from './check.ts';
import type { DraftContact } from './draft.ts';

const RELATIONS = ['parent', 'sibling', 'grandparent', 'shared-household'] as const;
const KINDS = ['visit', 'home-visit', 'call', 'video-call', 'letter', 'other'] as const;

/** Contacts of the child with the family: with whom, how, and on which days. */
export function Contacts({
  contacts,
  to,
  onChange,
  error,
  isDisabled,
}: {
  readonly contacts: readonly DraftContact[];
  readonly to: string;
  readonly onChange: (contacts: readonly DraftContact[]) => void;
  readonly error: string | undefined;
  readonly isDisabled: boolean;
}) {
  const { t } = useTranslation('children');
  const add = useRef<HTMLButtonElement>(null);
  return (
    <fieldset disabled={isDisabled}>
      <legend>{t('filing.contacts')}</legend>
      <p className="help">{t('filing.contactsHelp')}</p>
      {contacts.map((contact, place) => (
        <Contact
          // biome-ignore lint/suspicious/noArrayIndexKey: a contact is its place
          key={place}
          number={place + 1}
          contact={contact}
          to={to}
          isDisabled={isDisabled}
          error={contact.dates.length === 0 ? error : undefined}
          onChange={(changed) => onChange(contacts.with(place, changed))}
          onRemove={() => {
            onChange(contacts.toSpliced(place, 1));
            add.current?.focus();
          }}
        />
      ))}
      {error && contacts.every(({ dates }) => dates.length > 0) && (
        <p className="field-error" role="alert">
          {error}
        </p>
      )}
      <p className="row">
        <Button
          ref={add}
          isDisabled={isDisabled}
          onPress={() => onChange([...contacts, { relation: 'parent', kind: 'visit', dates: [] }])}
        >
          {t('filing.addContact')}
        </Button>
      </p>
    </fieldset>
  );
}

function Contact({
  number,
  contact,
  to,
  onChange,
  onRemove,
  isDisabled,
  error,
}: {
  readonly number: number;
  readonly contact: DraftContact;
  readonly to: string;
  readonly onChange: (contact: DraftContact) => void;
  readonly onRemove: () => void;
  readonly isDisabled: boolean;
  readonly error: string | undefined;
}) {
  const { t } = useTranslation('children');
  const said = useSaid();
  const [day, setDay] = useState('');
  const addDay = () => {
    if (!isDay(day)) return;
    if (!contact.dates.includes(day)) onChange({ ...contact, dates: [...contact.dates, day].sort() });
    setDay('');
  };
  return (
    <fieldset>
      <legend>{t('filing.contact', { number })}</legend>
      <div className="filters">
        <Choice
          label={t('filing.relation')}
          value={contact.relation}
          onChange={(relation) => onChange({ ...contact, relation })}
          options={RELATIONS.map((value) => ({ id: value, name: t(`name.relation.${value}`) }))}
          isDisabled={isDisabled}
        />
        <Choice
          label={t('filing.kind')}
          value={contact.kind}
          onChange={(kind) => onChange({ ...contact, kind })}
          options={KINDS.map((value) => ({ id: value, name: t(`name.contactKind.${value}`) }))}
          isDisabled={isDisabled}
        />
      </div>
      {/* A day that was chosen counts when the field is left, so that none is forgotten. */}
      <div className="row day-row">
        <DateInput
          label={t('filing.day')}
          value={day}
          to={to}
          onChange={setDay}
          onLeave={addDay}
          onEnter={addDay}
          error={error}
        />
        <Button isDisabled={isDisabled} onPress={addDay}>
          {t('filing.addDay')}
        </Button>
      </div>
      {contact.dates.length > 0 && (
        <ul className="dates" aria-label={t('filing.days')}>
          {contact.dates.map((date) => (
            <li key={date}>
              <Button
                aria-label={t('filing.removeDay', { date: said.date(date) })}
                isDisabled={isDisabled}
                onPress={() => onChange({ ...contact, dates: contact.dates.filter((each) => each !== date) })}
              >
                {said.date(date)} <span aria-hidden="true">✕</span>
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="row">
        <Button className="react-aria-Button quiet" isDisabled={isDisabled} onPress={onRemove}>
          {t('filing.removeContact', { number })}
        </Button>
      </p>
    </fieldset>
  );
}
