import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { ForRoles } from '../../app/for-roles.tsx';
import { choosePurpose } from '../../session/purpose.ts';
import { Page } from '../../ui/page.tsx';
import { Problem } from '../../ui/states.tsx';
import { type Found, lookFor } from './look-for.ts';
import { PersonOverview } from './person-overview.tsx';
import { SearchForm } from './search-form.tsx';

/** Finds a person by its code: nothing of it stands in an address, a title or the browser's storage. */
export function Find() {
  const { t } = useTranslation('people');
  return (
    <ForRoles
      roles={[
        'accountant',
        'care-institution',
        'orphan-court',
        'social-service',
        'ministry',
        'auditor',
        'spolis',
      ]}
    >
      <Page title={t('title')} about={t('about')}>
        <Finding />
      </Page>
    </ForRoles>
  );
}

function Finding() {
  const { t } = useTranslation('people');
  // Kept neither with its variables nor for later: they hold the code.
  const [found, setFound] = useState<Found>();
  const search = useMutation({
    mutationFn: lookFor,
    gcTime: 0,
    onSuccess: (answer, { purpose }) => {
      setFound(answer);
      if (purpose.trim() !== '') choosePurpose(purpose.trim());
      search.reset();
    },
  });
  if (found)
    return (
      <>
        <FoundPages found={found} />
        {found.overview && <PersonOverview overview={found.overview} on={found.on} />}
        <p className="row">
          <Button onPress={() => setFound(undefined)}>{t('again')}</Button>
        </p>
      </>
    );
  const { error } = search;
  const isMissing = error instanceof ApiProblem && error.status === 404;
  const isCodeRefused = error instanceof ApiProblem && error.errors.some(({ path }) => path === 'personCode');
  return (
    <>
      <SearchForm
        isBusy={search.isPending}
        refused={isCodeRefused ? t('codeRefused') : undefined}
        onSearch={(asked) => search.mutate(asked)}
        onChange={() => error && search.reset()}
      />
      <p role="status" className="soft">
        {search.isPending && t('finding')}
      </p>
      {isMissing ? (
        <div className="banner" data-tone="warn" role="alert">
          <p>{t('notFound')}</p>
        </div>
      ) : (
        error && !isCodeRefused && <Problem error={error} />
      )}
    </>
  );
}

function FoundPages({ found: { found } }: { readonly found: Found }) {
  const { t } = useTranslation('people');
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { personRef, pages } = found;
  const others = pages.filter((page) => page !== 'person');
  return (
    <section className="card">
      <h2 ref={heading} tabIndex={-1}>
        {t('found')}
      </h2>
      {pages.length === 0 && <p>{t('nothing')}</p>}
      {others.length > 0 && (
        <>
          <p>{t('open')}:</p>
          <ul className="plain stack">
            {others.map((page) => (
              <li key={page}>
                {page === 'child' && (
                  <Link to="/children/$childRef" params={{ childRef: personRef }}>
                    {t('page.child')}
                  </Link>
                )}
                {page === 'client' && (
                  <Link to="/clients/$personRef" params={{ personRef }}>
                    {t('page.client')}
                  </Link>
                )}
                {page === 'access-log' && (
                  <>
                    <Link to="/access-log">{t('page.access-log')}</Link>
                    <span className="note">{t('accessLogHow')}</span>
                  </>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="soft next">
        <code>{personRef}</code>
      </p>
    </section>
  );
}
