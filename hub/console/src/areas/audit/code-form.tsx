import { useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { purposeHeader } from '../../api/purpose.ts';
import { TextInput } from '../../ui/text-input.tsx';
import { codeIn } from '../people/code.ts';

/** Whose log somebody asks for, and why. */
export interface AskedLog {
  readonly personCode: string;
  readonly purpose: string;
}

export function CodeForm({
  refused,
  onAsk,
}: {
  /** Why the code before was not taken. */
  readonly refused: string | undefined;
  readonly onAsk: (asked: AskedLog) => void;
}) {
  const { t } = useTranslation('audit');
  const [code, setCode] = useState('');
  const [purpose, setPurpose] = useState('');
  const [wasTried, setWasTried] = useState(false);
  const personCode = codeIn(code);
  const isPurposeGood = purpose.trim() === '' || purposeHeader(purpose) !== undefined;
  return (
    <Form
      className="card form"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        setWasTried(true);
        if (personCode && isPurposeGood) onAsk({ personCode, purpose });
      }}
    >
      <TextInput
        label={t('log.code')}
        help={t('log.codeHelp')}
        value={code}
        onChange={setCode}
        inputMode="numeric"
        isRequired
        maxLength={14}
        error={wasTried && !personCode ? t('log.codeWrong') : code === '' ? refused : undefined}
      />
      <TextInput
        label={t('log.purpose')}
        value={purpose}
        onChange={setPurpose}
        maxLength={200}
        error={wasTried && !isPurposeGood ? t('log.purposeWrong') : undefined}
      />
      <p className="row">
        <Button type="submit" className="react-aria-Button primary">
          {t('log.look')}
        </Button>
      </p>
    </Form>
  );
}
