import { type ReactNode, useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { purposeHeader } from '../api/purpose.ts';
import { TextInput } from '../ui/text-input.tsx';
import { choosePurpose, useNeedsPurpose, usePurpose } from './purpose.ts';
import type { Role } from './roles.ts';

/**
 * What persons are shown behind: whoever may look them up only with a purpose says it first, once for all pages, and
 * sees it above each.
 */
export function PurposeGate({
  without,
  children,
}: {
  /** Roles that need not say why. */
  readonly without: readonly Role[];
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const isNeeded = useNeedsPurpose(without);
  const purpose = usePurpose();
  if (!isNeeded) return children;
  if (purpose === undefined) return <PurposeForm />;
  return (
    <>
      <p className="row purpose">
        <span>
          {t('purpose.label')}: <strong>{purpose}</strong>
        </span>
        <Button onPress={() => choosePurpose(undefined)}>{t('purpose.change')}</Button>
      </p>
      {children}
    </>
  );
}

function PurposeForm() {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const [wasSent, setWasSent] = useState(false);
  const isGood = purposeHeader(text) !== undefined;
  return (
    <Form
      className="card form"
      onSubmit={(event) => {
        event.preventDefault();
        setWasSent(true);
        if (isGood) choosePurpose(text.trim());
      }}
    >
      <h2>{t('purpose.needed')}</h2>
      <TextInput
        label={t('purpose.label')}
        help={t('purpose.help')}
        value={text}
        onChange={setText}
        isRequired
        maxLength={200}
        error={wasSent && !isGood ? t('purpose.wrong') : undefined}
      />
      <p className="row">
        <Button type="submit" className="react-aria-Button primary">
          {t('purpose.go')}
        </Button>
      </p>
    </Form>
  );
}
