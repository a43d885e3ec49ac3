import { useEffect, useRef, useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { todayInRiga } from '../../../i18n/today.ts';
import { Choice } from '../../../ui/choice.tsx';
import { DateInput } from '../../../ui/date-input.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { type DraftField, mistakesIn } from './check.ts';
import { Contacts } from './contacts.tsx';
import { type Draft, PROSE } from './draft.ts';
import { discard, file, stopSending, useFiling, write } from './filings.ts';
import { refusalsIn } from './refusals.ts';
import { SendingState } from './sending-state.tsx';

/** The form of a contact report, checked while it is written. */
export function ReportForm({
  fresh,
  childCode,
  institutions,
}: {
  readonly fresh: Draft;
  readonly childCode: string;
  readonly institutions: readonly string[];
}) {
  const { t } = useTranslation('children');
  const form = useRef<HTMLFormElement>(null);
  const state = useRef<HTMLDivElement>(null);
  const filing = useFiling(fresh.childRef);
  const draft = filing?.draft ?? fresh;
  const sending = filing?.sending;
  const [touched, setTouched] = useState<ReadonlySet<DraftField>>(new Set());
  const [wasTried, setWasTried] = useState(false);
  const today = todayInRiga();
  const mistakes = mistakesIn(draft, today);
  const count = Object.keys(mistakes).length;
  const refusals = sending?.step === 'refused' ? refusalsIn(sending.error) : {};
  const isUnderWay = sending?.step === 'sending' || sending?.step === 'waiting';

  // The button that had the focus is gone: what happens instead is read out.
  useEffect(() => {
    if (isUnderWay && document.activeElement === document.body) state.current?.focus();
  }, [isUnderWay]);

  const change = (field: DraftField, part: Partial<Draft>) => {
    setTouched((before) => new Set([...before, field]));
    write({ ...draft, ...part });
  };
  const errorOf = (field: DraftField): string | undefined => {
    const mistake = mistakes[field];
    // A contact has no day until one is chosen: nobody is blamed for a contact just added.
    if (mistake && (wasTried || (touched.has(field) && mistake !== 'noDates')))
      return t(`filing.wrong.${mistake}`);
    const refusal = refusals[field];
    if (refusal === undefined) return undefined;
    return field === 'reportedOn' ? t('filing.refused.reportedOn') : refusal;
  };
  const send = () => {
    setWasTried(true);
    if (count === 0) void file(draft, childCode);
    // After it is drawn with what is wrong.
    else setTimeout(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus());
  };

  return (
    <Form
      ref={form}
      className="form report-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!isUnderWay) send();
      }}
    >
      <fieldset disabled={isUnderWay}>
        <legend>{t('filing.when')}</legend>
        {institutions.length > 1 && (
          <Choice
            label={t('filing.institution')}
            value={draft.institutionId}
            onChange={(institutionId) => change('institutionId', { institutionId })}
            options={institutions.map((id) => ({ id, name: id }))}
            isDisabled={isUnderWay}
          />
        )}
        <div className="row days">
          <DateInput
            label={t('filing.reportedOn')}
            value={draft.reportedOn}
            to={today}
            onChange={(reportedOn) => change('reportedOn', { reportedOn })}
            error={errorOf('reportedOn')}
            isRequired
          />
          <DateInput
            label={t('filing.from')}
            value={draft.from}
            to={draft.to || today}
            onChange={(from) => change('from', { from })}
            error={errorOf('from')}
            isRequired
          />
          <DateInput
            label={t('filing.to')}
            value={draft.to}
            to={draft.reportedOn || today}
            onChange={(to) => change('to', { to })}
            error={errorOf('to')}
            isRequired
          />
        </div>
      </fieldset>
      <Contacts
        contacts={draft.contacts}
        to={draft.reportedOn || today}
        onChange={(contacts) => change('contacts', { contacts })}
        error={errorOf('contacts')}
        isDisabled={isUnderWay}
      />
      <fieldset disabled={isUnderWay}>
        <legend>{t('filing.development')}</legend>
        {PROSE.map((field) => (
          <TextInput
            key={field}
            label={t(`report.${field}`)}
            value={draft[field]}
            onChange={(text) => change(field, { [field]: text })}
            error={errorOf(field)}
            isLong
            isRequired
            isDisabled={isUnderWay}
          />
        ))}
      </fieldset>
      {wasTried && count > 0 && (
        <p className="field-error" role="alert">
          {t('filing.mend', { count })}
        </p>
      )}
      <SendingState ref={state} sending={sending} reportId={draft.reportId} />
      <p className="help">{t('filing.memory')}</p>
      <p className="row">
        {/* Two buttons, not one that changes: the key that sends would also stop when it is let go. */}
        {isUnderWay ? (
          <Button key="stop" onPress={() => stopSending(draft.childRef)}>
            {t('filing.stop')}
          </Button>
        ) : (
          <Button key="send" type="submit" className="react-aria-Button primary">
            {t('filing.send')}
          </Button>
        )}
        {filing && !isUnderWay && (
          <Button
            className="react-aria-Button danger"
            onPress={() => {
              if (confirm(t('filing.discardSure'))) discard(draft.childRef);
            }}
          >
            {t('filing.discard')}
          </Button>
        )}
      </p>
    </Form>
  );
}
