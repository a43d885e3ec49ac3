import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { answerOf, api } from '../../api/client.ts';
import { ForRoles } from '../../app/for-roles.tsx';
import { useFormats } from '../../i18n/formats.ts';
import { Choice } from '../../ui/choice.tsx';
import { tell } from '../../ui/notices.ts';
import { Page } from '../../ui/page.tsx';
import { Answered, Empty, Problem } from '../../ui/states.tsx';
import { Tag, type Tone } from '../../ui/tag.tsx';
import { type Column, VirtualTable } from '../../ui/virtual-table.tsx';
import { type Delivery, deliveriesQuery } from './calls.ts';
import { useChange } from './changed.ts';
import { Code } from './code.tsx';
import { useMore } from './more.ts';

export const DELIVERY_STATES = [
  'undeliverable',
  'waiting',
  'delivered',
] as const satisfies readonly Delivery['state'][];

const TONES = {
  undeliverable: 'bad',
  waiting: 'warn',
  delivered: 'good',
} as const satisfies Record<Delivery['state'], Tone>;

/** Documents on their way to registers: which are not there, why, and sending them again. */
export function Deliveries() {
  return (
    <ForRoles roles={['operator']}>
      <DeliveriesPage />
    </ForRoles>
  );
}

function DeliveriesPage() {
  const { t } = useTranslation(['operator', 'common']);
  const { state } = useSearch({ from: '/deliveries' });
  const navigate = useNavigate({ from: '/deliveries' });
  const deliveries = useInfiniteQuery(deliveriesQuery(state));
  const onEnd = useMore(deliveries);
  const resend = useChange(
    (deliveryId: string, key) =>
      answerOf(
        api.POST('/v1/deliveries/{deliveryId}/resend', {
          params: { path: { deliveryId }, header: { 'Idempotency-Key': key } },
          body: {},
        }),
      ),
    ({ state: now }) =>
      tell(
        t('deliveries.resent', { state: t(`deliveries.${now}`) }),
        now === 'undeliverable' ? 'bad' : 'good',
      ),
  );
  const columns = useColumns(resend.send, resend.isPending);
  return (
    <Page title={t('deliveries.title')} about={t('deliveries.about')}>
      <div className="filters">
        <Choice
          label={t('column.state')}
          value={state ?? ''}
          onChange={(chosen) => void navigate({ search: chosen === '' ? {} : { state: chosen } })}
          options={[
            { id: '' as const, name: t('common:action.all') },
            ...DELIVERY_STATES.map((id) => ({ id, name: t(`deliveries.${id}`) })),
          ]}
        />
      </div>
      {resend.error && <Problem error={resend.error} />}
      <Answered of={deliveries}>
        {({ pages }) => {
          const rows = pages.flatMap(({ items }) => items);
          if (rows.length === 0) return <Empty>{t('deliveries.none')}</Empty>;
          return (
            <VirtualTable
              label={t('deliveries.title')}
              columns={columns}
              rows={rows}
              keyOf={({ deliveryId }) => deliveryId}
              onEnd={onEnd}
            />
          );
        }}
      </Answered>
    </Page>
  );
}

function useColumns(onResend: (deliveryId: string) => void, isPending: boolean): readonly Column<Delivery>[] {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  return [
    {
      id: 'document',
      title: t('deliveries.document'),
      cell: ({ document, documentVersion }) => `${t(`document.${document}`)}, v${documentVersion}`,
    },
    {
      id: 'state',
      title: t('column.state'),
      cell: ({ state, deliveredAt }) => (
        <>
          <Tag tone={TONES[state]}>{t(`deliveries.${state}`)}</Tag>
          {deliveredAt && <div className="soft">{formats.time(deliveredAt)}</div>}
        </>
      ),
    },
    {
      id: 'reason',
      title: t('column.reason'),
      cell: ({ reason }) => (reason ? <Code of={reason} /> : '–'),
    },
    {
      id: 'recipient',
      title: t('deliveries.recipient'),
      cell: ({ recipient, register }) => (
        <>
          {t(`recipient.${recipient.role}`)} {recipient.id}
          <div className="soft">{register.toUpperCase()}</div>
        </>
      ),
    },
    {
      id: 'since',
      title: t('deliveries.since'),
      isAside: true,
      cell: ({ since, round }) => (
        <>
          <time dateTime={since}>{formats.time(since)}</time>
          <div className="soft">{t('deliveries.round', { round })}</div>
        </>
      ),
    },
    {
      id: 'actions',
      title: t('column.actions'),
      cell: ({ deliveryId, state, document, recipient }) =>
        state === 'undeliverable' && (
          <Button
            isDisabled={isPending}
            aria-label={`${t('deliveries.resend')}: ${t(`document.${document}`)}, ${recipient.id ?? ''}`}
            onPress={() => onResend(deliveryId)}
          >
            {t('deliveries.resend')}
          </Button>
        ),
    },
  ];
}
