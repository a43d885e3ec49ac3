import { useEffect, useState } from 'react';
import { Button, Form } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { purposeHeader } from '../../api/purpose.ts';
import { todayInRiga } from '../../i18n/today.ts';
import { useNeedsPurpose, usePurpose } from '../../session/purpose.ts';
import { useMay } from '../../session/use-session.ts';
import { Choice } from '../../ui/choice.tsx';
import { DateInput } from '../../ui/date-input.tsx';
import { TextInput } from '../../ui/text-input.tsx';
import { CHILD_KEEPERS } from '../children/readers.ts';
import { codeIn } from './code.ts';
import type { Search } from './look-for.ts';

const EMBARGOES = ['no', 'child-protection', 'investigation'] as const;

/** Whom to find, and why. */
export function SearchForm({
  isBusy,
  refused,
  onSearch,
  onChange,
}: {
  readonly isBusy: boolean;
  /** Why the hub does not take the code. */
  readonly refused: string | undefined;
  readonly onSearch: (search: Search) => void;
  readonly onChange: () => void;
}) {
  const { t } = useTranslation('people');
  const [code, setCode] = useState('');
  const [purpose, setPurpose] = useState(usePurpose() ?? '');
  const [on, setOn] = useState(todayInRiga);
  const [embargo, setEmbargo] = useState<Search['embargo']>('no');
  const [wasTried, setWasTried] = useState(false);
  const needsPurpose = useNeedsPurpose([...CHILD_KEEPERS, 'accountant']);
  const mayHide = useMay(['orphan-court', 'social-service', 'ministry', 'auditor']);
  const seesDays = useMay(['accountant', ...CHILD_KEEPERS, 'ministry']);
  const personCode = codeIn(code);
  const isPurposeGood = purpose.trim() === '' ? !needsPurpose : purposeHeader(purpose) !== undefined;
  // The code goes with the page.
  useEffect(() => () => setCode(''), []);
  return (
    <Form
      className="card form"
      autoComplete="off"
      onSubmit={(event) => {
        event.preventDefault();
        setWasTried(true);
        if (personCode && isPurposeGood && !isBusy) onSearch({ personCode, purpose, on, embargo });
      }}
    >
      <TextInput
        label={t('code')}
        help={t('codeHelp')}
        value={code}
        onChange={(text) => {
          setCode(text);
          onChange();
        }}
        inputMode="numeric"
        isRequired
        maxLength={14}
        error={wasTried && !personCode ? t('codeWrong') : refused}
      />
      <TextInput
        label={t('purpose')}
        help={needsPurpose ? t('purposeHelp') : `${t('purposeHelp')} ${t('purposeHelpOptional')}`}
        value={purpose}
        onChange={setPurpose}
        isRequired={needsPurpose}
        maxLength={200}
        error={wasTried && !isPurposeGood ? t('purposeWrong') : undefined}
      />
      {seesDays && <DateInput label={t('on')} value={on} onChange={(date) => setOn(date || todayInRiga())} />}
      {mayHide && (
        <Choice
          label={t('embargo')}
          value={embargo}
          onChange={setEmbargo}
          options={EMBARGOES.map((value) => ({
            id: value,
            name: value === 'no' ? t('embargoNo') : t(value),
          }))}
        />
      )}
      <p className="row">
        <Button type="submit" className="react-aria-Button primary">
          {t('find')}
        </Button>
      </p>
    </Form>
  );
}
