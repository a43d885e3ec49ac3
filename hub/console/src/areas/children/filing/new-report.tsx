import { useQueryClient } from '@tanstack/react-query';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { ForRoles } from '../../../app/for-roles.tsx';
import { todayInRiga } from '../../../i18n/today.ts';
import { useSession } from '../../../session/use-session.ts';
import { Page } from '../../../ui/page.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useChild } from '../calls.ts';
import { codeOf, useSaid } from '../said.ts';
import { discard, useFiling } from './filings.ts';
import { newDraft, ownInstitutions } from './new-draft.ts';
import { ReportForm } from './report-form.tsx';
import { Sent } from './sent.tsx';

const route = getRouteApi('/reports/new');

/** A contact report is written and sent. */
export function NewReport() {
  const { t } = useTranslation('children');
  const { childRef } = route.useSearch();
  return (
    <ForRoles roles={['care-institution', 'spolis']}>
      <Page title={t('filing.title')} about={t('filing.about')}>
        {childRef === undefined ? (
          <div className="banner row">
            <span>{t('filing.noChild')}</span>
            <Link to="/children">{t('filing.toChildren')}</Link>
          </div>
        ) : (
          <Writing key={childRef} childRef={childRef} />
        )}
      </Page>
    </ForRoles>
  );
}

function Writing({ childRef }: { readonly childRef: string }) {
  const filing = useFiling(childRef);
  const child = useChild(childRef, undefined);
  const queries = useQueryClient();
  const isSent = filing?.sending?.step === 'sent';
  const wasSent = useRef(false);
  useEffect(() => {
    if (!isSent) return;
    wasSent.current = true;
    for (const key of ['children', 'child', 'reports', 'alerts'])
      void queries.invalidateQueries({ queryKey: [key] });
  }, [isSent, queries]);
  // Whoever comes back after a report was sent begins a new one.
  useEffect(
    () => () => {
      if (wasSent.current) discard(childRef);
    },
    [childRef],
  );
  if (isSent && filing) return <Sent reportId={filing.draft.reportId} />;
  return <Answered of={child}>{(known) => <Form childRef={childRef} child={known} />}</Answered>;
}

function Form({ childRef, child }: { readonly childRef: string; readonly child: Schemas['ChildPage'] }) {
  const { t } = useTranslation('children');
  const said = useSaid();
  const session = useSession();
  const isAll = session?.roles.includes('spolis') ?? false;
  const institutions = ownInstitutions(
    child,
    (id) => isAll || (session?.institutionIds.includes(id) ?? false),
  );
  const [fresh] = useState(() =>
    newDraft(childRef, child, institutions, todayInRiga(), `W-${crypto.randomUUID()}`),
  );
  const { person, reporting } = child;
  if (institutions.length === 0 || person.personCode === null)
    return (
      <div className="banner" data-tone="warn">
        <p>{t('filing.notYours')}</p>
      </div>
    );
  return (
    <>
      <p>
        <strong>{said.name(person)}</strong>, {codeOf(person.personCode)}
        {reporting?.dueOn && ` · ${t('filing.expectedBy', { date: said.date(reporting.dueOn) })}`}
      </p>
      <ReportForm fresh={fresh} childCode={person.personCode} institutions={institutions} />
    </>
  );
}
