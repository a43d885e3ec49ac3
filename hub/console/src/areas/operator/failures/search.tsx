import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../../api/client.ts';
import { purposeHeader } from '../../../api/purpose.ts';
import { ForRoles } from '../../../app/for-roles.tsx';
import { Choice } from '../../../ui/choice.tsx';
import { Page } from '../../../ui/page.tsx';
import { Empty, Problem, Waiting } from '../../../ui/states.tsx';
import { TextInput } from '../../../ui/text-input.tsx';
import { Items } from './held-list.tsx';

const KEYS = ['personCode', 'recordId', 'eventId', 'reportId', 'deliveryId'] as const;
type Key = (typeof KEYS)[number];

/** Looks up what is held about a person, record, event, report or delivery. */
export function SearchHeld() {
  return (
    <ForRoles roles={['operator']}>
      <SearchPage />
    </ForRoles>
  );
}

interface Asked {
  readonly key: Key;
  readonly value: string;
  readonly purpose: string;
}

/**
 * What is looked for goes in the body of a call and stays nowhere: not in the address, the title or the browser's
 * storage; the field is empty again as soon as it was sent.
 */
function SearchPage() {
  const { t } = useTranslation(['operator', 'common']);
  const [key, setKey] = useState<Key>('personCode');
  const [value, setValue] = useState('');
  const [purpose, setPurpose] = useState('');
  const [looked, setLooked] = useState<Key>();
  const search = useMutation({
    mutationFn: ({ key: by, value: of, purpose: why }: Asked) =>
      answerOf(
        api.POST('/v1/operator/held/search', {
          params: { header: { 'Saite-Purpose': why } },
          body: { [by]: of },
        }),
      ),
    gcTime: 0,
  });
  const header = purposeHeader(purpose);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (value.trim() === '' || header === undefined) return;
    search.mutate({ key, value: value.trim(), purpose: header });
    setLooked(key);
    setValue('');
  };
  return (
    <Page
      title={t('search.title')}
      about={t('search.about')}
      actions={
        <Link to="/failures" className="button">
          {t('failures.title')}
        </Link>
      }
    >
      <form className="card form" onSubmit={submit}>
        <Choice
          label={t('search.by')}
          value={key}
          onChange={(chosen) => {
            setKey(chosen);
            setValue('');
          }}
          options={KEYS.map((each) => ({ id: each, name: t(`search.${each}`) }))}
        />
        <TextInput
          label={t(`search.${key}`)}
          help={key === 'personCode' ? t('search.codeHelp') : undefined}
          value={value}
          onChange={setValue}
          isRequired
        />
        <TextInput
          label={t('common:purpose.label')}
          help={`${t('common:purpose.help')} ${t('search.purposeHelp')}`}
          value={purpose}
          onChange={setPurpose}
          isRequired
          error={purpose.length >= 3 && header === undefined ? t('search.purposeWrong') : undefined}
        />
        <div className="row">
          <Button
            type="submit"
            className="react-aria-Button primary"
            isDisabled={value.trim() === '' || header === undefined || search.isPending}
          >
            {t('common:action.search')}
          </Button>
          {search.data && <Button onPress={() => search.reset()}>{t('common:action.clear')}</Button>}
        </div>
      </form>
      {search.isPending && <Waiting rows={3} />}
      {search.error && <Problem error={search.error} />}
      {search.data && looked && (
        <section className="stack" aria-label={t('search.found')}>
          <p role="status">
            {t('search.foundBy', { count: search.data.items.length, key: t(`search.${looked}`) })}
          </p>
          {search.data.items.length === 0 ? (
            <Empty>{t('search.nothing')}</Empty>
          ) : (
            <Items items={search.data.items} total={search.data.items.length} />
          )}
        </section>
      )}
    </Page>
  );
}
