import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ApiProblem } from '../../api/problem.ts';
import { purposeHeader } from '../../api/purpose.ts';
import { ForRoles } from '../../app/for-roles.tsx';
import { useLanguage } from '../../i18n/language.ts';
import { useMay, useSession } from '../../session/use-session.ts';
import { Page } from '../../ui/page.tsx';
import { Answered, Empty } from '../../ui/states.tsx';
import { VirtualTable } from '../../ui/virtual-table.tsx';
import { useAccessColumns } from './access-columns.tsx';
import { type AskedLog, CodeForm } from './code-form.tsx';

const PAGE = 200;

/** Who looked at a person's data: for the person about itself, for an auditor about anybody. */
export function AccessLog() {
  const { t } = useTranslation('audit');
  const isAuditor = useMay(['auditor']);
  return (
    <ForRoles roles={['auditor', 'person']}>
      <Page title={t('log.title')} about={isAuditor ? t('log.about') : t('log.aboutOwn')}>
        <Looks isAuditor={isAuditor} />
      </Page>
    </ForRoles>
  );
}

function Looks({ isAuditor }: { readonly isAuditor: boolean }) {
  const { t } = useTranslation('audit');
  const session = useSession();
  const own = isAuditor ? undefined : session?.personCode;
  const [asked, setAsked] = useState<AskedLog | undefined>(
    own ? { personCode: own, purpose: '' } : undefined,
  );
  const [round, setRound] = useState(0);
  const [refused, setRefused] = useState<string>();
  if (!asked)
    return (
      <CodeForm
        refused={refused}
        onAsk={(next) => {
          setRefused(undefined);
          setRound(round + 1);
          setAsked(next);
        }}
      />
    );
  return (
    <>
      {!own && (
        <p className="row">
          <Button onPress={() => setAsked(undefined)}>{t('log.again')}</Button>
        </p>
      )}
      <LookList
        asked={asked}
        round={round}
        isAuditor={isAuditor}
        onRefused={() => {
          setAsked(undefined);
          setRefused(t('log.codeRefused'));
        }}
      />
    </>
  );
}

function LookList({
  asked,
  round,
  isAuditor,
  onRefused,
}: {
  readonly asked: AskedLog;
  readonly round: number;
  readonly isAuditor: boolean;
  readonly onRefused: () => void;
}) {
  const { t } = useTranslation('audit');
  const language = useLanguage();
  // The code is no part of the key: keys stay in memory longer than their answers.
  const looks = useInfiniteQuery({
    queryKey: ['access-log', round, language],
    queryFn: ({ pageParam }) => {
      const said = purposeHeader(asked.purpose);
      return answerOf(
        api.POST('/v1/access-log/query', {
          params: {
            query: { limit: PAGE, ...(pageParam !== undefined && { after: pageParam }) },
            header: said ? { 'Saite-Purpose': said } : {},
          },
          body: { personCode: asked.personCode },
        }),
      ).catch((error: unknown) => {
        if (error instanceof ApiProblem && error.errors.some(({ path }) => path === 'personCode'))
          onRefused();
        throw error;
      });
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    gcTime: 0,
  });
  const columns = useAccessColumns(isAuditor);
  return (
    <Answered of={looks}>
      {({ pages }) => {
        const rows = pages.flatMap(({ items }) => items);
        if (rows.length === 0) return <Empty>{t('none')}</Empty>;
        return (
          <VirtualTable
            label={t('log.title')}
            columns={columns}
            rows={rows}
            keyOf={({ entryId, at, action, actor }) => entryId ?? `${at} ${action} ${actor}`}
            onEnd={
              looks.hasNextPage && !looks.isFetchingNextPage ? () => void looks.fetchNextPage() : undefined
            }
          />
        );
      }}
    </Answered>
  );
}
