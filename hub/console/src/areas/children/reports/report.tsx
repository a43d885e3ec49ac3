import { getRouteApi, Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../../api/schemas.ts';
import { ForRoles } from '../../../app/for-roles.tsx';
import { PurposeGate } from '../../../session/purpose-gate.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered } from '../../../ui/states.tsx';
import { useReport, useWorklist } from '../calls.ts';
import { CHILD_KEEPERS, CHILD_READERS } from '../readers.ts';
import { codeOf, useSaid } from '../said.ts';
import { StatusTag } from '../state-tag.tsx';
import { ConfirmButton } from './confirm-button.tsx';
import { Deliveries } from './deliveries.tsx';

const route = getRouteApi('/reports/$reportId');

/** A contact report: what it says, how far it is, and that it was read. */
export function Report() {
  const { t } = useTranslation('children');
  return (
    <ForRoles roles={CHILD_READERS}>
      <PurposeGate without={CHILD_KEEPERS}>
        <Page title={t('report.one')} actions={<Actions />}>
          <Content />
        </Page>
      </PurposeGate>
    </ForRoles>
  );
}

/** The child of a report by the worklist: a party of the report sees its code in it. */
function useReportedChild(childCode: string | undefined) {
  const worklist = useWorklist();
  return childCode === undefined
    ? undefined
    : worklist.data?.items.find((child) => child.childCode === childCode);
}

function Actions() {
  const { t } = useTranslation('children');
  const { reportId } = route.useParams();
  const report = useReport(reportId);
  const child = useReportedChild(report.data?.report?.childCode);
  return (
    <>
      {child && (
        <Link to="/children/$childRef" params={{ childRef: child.childRef }} className="button">
          {t('report.openChild')}
        </Link>
      )}
      {report.data && <ConfirmButton report={report.data} />}
    </>
  );
}

function Content() {
  const { t } = useTranslation('children');
  const said = useSaid();
  const { reportId } = route.useParams();
  const report = useReport(reportId);
  const child = useReportedChild(report.data?.report?.childCode);
  return (
    <Answered of={report}>
      {({ status, recordVersion, deliveries, report: body }) => (
        <>
          <section className="card">
            <Facts
              of={[
                ...(body
                  ? [
                      [
                        t('report.child'),
                        [child && said.name(child), codeOf(body.childCode)].filter(Boolean).join(', '),
                      ] as const,
                    ]
                  : []),
                [t('report.state'), <StatusTag key="status" status={status} />],
                ...(body
                  ? [
                      [t('report.day'), said.date(body.reportedOn)] as const,
                      [t('report.period'), said.period(body.period)] as const,
                      [t('report.institution'), body.institutionId] as const,
                    ]
                  : []),
                [t('report.version'), said.number(recordVersion)],
              ]}
            />
          </section>
          <section className="card" aria-labelledby="content">
            <h2 id="content">{t('report.content')}</h2>
            {body ? <Told body={body} /> : <p>{t('report.contentHidden')}</p>}
          </section>
          <Deliveries deliveries={deliveries} />
        </>
      )}
    </Answered>
  );
}

const PROSE = ['cooperation', 'physicalDevelopment', 'psychosocialDevelopment'] as const;

function Told({ body }: { readonly body: Schemas['ContactReportBody'] }) {
  const { t } = useTranslation('children');
  const said = useSaid();
  return (
    <>
      <h3>{t('report.contacts')}</h3>
      {body.contacts.length === 0 ? (
        <p>{t('report.noContacts')}</p>
      ) : (
        <ul className="plain stack prose">
          {body.contacts.map(({ relation, kind, dates }, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what was reported stays in its order
            <li key={place}>
              <strong>{t(`name.relation.${relation}`)}</strong>
              {`, ${t(`name.contactKind.${kind}`)}`}
              <span className="note">{dates.map(said.date).join(' · ') || '–'}</span>
            </li>
          ))}
        </ul>
      )}
      {PROSE.map((part) => (
        <div key={part}>
          <h3>{t(`report.${part}`)}</h3>
          <p className="prose">{body[part]}</p>
        </div>
      ))}
    </>
  );
}
