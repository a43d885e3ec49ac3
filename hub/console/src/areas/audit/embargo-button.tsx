import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { LostConnection } from '../../api/problem.ts';
import type { Schemas } from '../../api/schemas.ts';
import { todayInRiga } from '../../i18n/today.ts';
import { Choice } from '../../ui/choice.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { ModalDialog } from '../../ui/modal-dialog.tsx';
import { tell } from '../../ui/notices.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { useEmbargo } from './embargo.ts';

const SCOPES = ['entry', 'answer'] as const;
const GROUNDS = ['child-protection', 'investigation', 'lifted'] as const;
const SHORTEST_REASON = 3;
const LONGEST_REASON = 1_000;

interface Entry {
  readonly entryId: string;
  readonly answerId: string;
  readonly embargo: Schemas['AccessLogItem']['embargo'];
}

/** Lets an auditor decide whether the person sees an entry. */
export function EmbargoButton(entry: Entry) {
  const { t } = useTranslation('audit');
  const { t: common } = useTranslation();
  const [isOpen, setOpen] = useState(false);
  const embargo = useEmbargo();
  return (
    <>
      <Button onPress={() => setOpen(true)}>{t('embargo.open')}</Button>
      {isOpen && (
        <EmbargoDialog
          entry={entry}
          onClose={() => setOpen(false)}
          onDecide={(body) => {
            setOpen(false);
            embargo.mutate(
              { body, key: crypto.randomUUID() },
              {
                onSuccess: ({ entries }) => tell(t('embargo.told', { count: entries })),
                onError: (error) =>
                  tell(
                    t('embargo.failed', {
                      why: error instanceof LostConnection ? common('state.offline') : error.message,
                    }),
                    'bad',
                  ),
              },
            );
          }}
        />
      )}
    </>
  );
}

function EmbargoDialog({
  entry,
  onClose,
  onDecide,
}: {
  readonly entry: Entry;
  readonly onClose: () => void;
  readonly onDecide: (body: Schemas['EmbargoBody']) => void;
}) {
  const { t } = useTranslation('audit');
  const { t: common } = useTranslation();
  const [scope, setScope] = useState<(typeof SCOPES)[number]>('entry');
  const [ground, setGround] = useState<(typeof GROUNDS)[number]>(
    entry.embargo === null ? 'child-protection' : 'lifted',
  );
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const isDayGood = ground === 'lifted' || day === '' || day > todayInRiga();
  const isReasonGood = reason.trim().length >= SHORTEST_REASON;
  return (
    <ModalDialog title={t('embargo.title')} onClose={onClose}>
      <Form
        className="form"
        onSubmit={(event) => {
          event.preventDefault();
          setWasTried(true);
          if (!isDayGood || !isReasonGood) return;
          onDecide({
            ...(scope === 'entry' ? { entryId: entry.entryId } : { answerId: entry.answerId }),
            ground,
            visibleFrom: ground === 'lifted' || day === '' ? null : day,
            reason: reason.trim(),
          });
        }}
      >
        <Choice
          label={t('embargo.ground')}
          value={ground}
          onChange={setGround}
          options={GROUNDS.map((value) => ({ id: value, name: t(`embargo.${value}`) }))}
        />
        <Choice
          label={t('embargo.scope')}
          value={scope}
          onChange={setScope}
          options={SCOPES.map((value) => ({ id: value, name: t(`embargo.${value}`) }))}
        />
        {ground !== 'lifted' && (
          <DateInput
            label={t('embargo.visibleFrom')}
            value={day}
            onChange={setDay}
            error={wasTried && !isDayGood ? t('embargo.dateWrong') : undefined}
          />
        )}
        <TextInput
          label={t('embargo.reason')}
          help={t('embargo.reasonHelp')}
          value={reason}
          onChange={setReason}
          isLong
          isRequired
          maxLength={LONGEST_REASON}
          error={wasTried && !isReasonGood ? t('embargo.reasonWrong') : undefined}
        />
        <p className="row ends">
          <Button onPress={onClose}>{common('action.cancel')}</Button>
          <Button type="submit" className="react-aria-Button primary">
            {t('embargo.save')}
          </Button>
        </p>
      </Form>
    </ModalDialog>
  );
}
