import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { ForRoles } from '../../../app/for-roles.tsx';
import { useFormats } from '../../../i18n/formats.ts';
import { Facts } from '../../../ui/facts.tsx';
import { Page } from '../../../ui/page.tsx';
import { Answered, Empty } from '../../../ui/states.tsx';
import { type HeldItemDetail, itemQuery } from '../calls.ts';
import { Code } from '../code.tsx';
import { StateOf } from '../failures/item-columns.tsx';
import { Actions } from '../jobs/actions.tsx';
import { useStart } from '../jobs/use-start.tsx';
import { useNames } from '../names.ts';
import { Attempts } from './attempts.tsx';
import { Fields } from './fields.tsx';
import { Mend } from './mend.tsx';
import { Timeline } from './timeline.tsx';

/** Something that is held: why, what to do, what of it may be shown, what happened to it. */
export function ItemPage() {
  return (
    <ForRoles roles={['operator']}>
      <TheItem />
    </ForRoles>
  );
}

function TheItem() {
  const { t } = useTranslation('operator');
  const { itemId } = useParams({ from: '/failures/$itemId' });
  const item = useQuery(itemQuery(itemId));
  const [dialog, onStart] = useStart();
  const isGone = item.error instanceof ApiProblem && item.error.status === 404;
  return (
    <Page
      title={t('item.title')}
      about={t('item.about')}
      actions={
        <>
          {item.data && !isGone && !item.data.jobId && !item.data.editId && (
            <Actions
              state={item.data.state}
              chosen={{ ids: [itemId] }}
              about={t('item.this')}
              onStart={onStart}
              isFirst
            />
          )}
          <Button onPress={() => void item.refetch()}>{t('item.again')}</Button>
          <Link to="/failures" className="button">
            {t('failures.title')}
          </Link>
        </>
      }
    >
      {isGone ? (
        <Empty>{t('item.gone')}</Empty>
      ) : (
        <Answered of={item} rows={8}>
          {(answer) => <Detail item={answer} />}
        </Answered>
      )}
      {dialog}
    </Page>
  );
}

function Detail({ item }: { readonly item: HeldItemDetail }) {
  const { t } = useTranslation('operator');
  return (
    <>
      <Why item={item} />
      <Mend key={item.itemId} item={item} />
      <div className="stack">
        <h2 className="flat">{t('fields.title')}</h2>
        {item.body === 'event' ? <Fields of={item.fields} /> : <p>{t(`item.body.${item.body}`)}</p>}
      </div>
      <div className="grid wide">
        <Timeline steps={item.timeline} />
        <Attempts of={item.recentAttempts} />
      </div>
    </>
  );
}

function Why({ item }: { readonly item: HeldItemDetail }) {
  const { t } = useTranslation('operator');
  const formats = useFormats();
  const names = useNames();
  const { reason, kind, service, queue, type, errorPath, detail, recordId, recordVersion, eventId } = item;
  const { contractVersion, attempts, heldAt, lastAt, personRef } = item;
  return (
    <section className="card stack" aria-labelledby="why">
      <h2 id="why" className="flat">
        <Code of={reason} />
      </h2>
      {errorPath && (
        <p className="flat">
          {t('column.path')}: <code>{errorPath}</code>
        </p>
      )}
      {detail && <p className="flat code">{detail}</p>}
      <p className="flat">
        <strong>{t('item.todo')}</strong> {names.advice(reason, kind)}
      </p>
      <Facts
        of={[
          [t('column.state'), <StateOf key="state" item={item} />],
          [t('column.kind'), t(`kind.${kind}`)],
          [t('column.service'), names.service(service)],
          [t('column.queue'), <Id key="queue" of={queue} />],
          [t('column.type'), names.type(type)],
          [
            t('item.record'),
            recordId ? `${recordId}${recordVersion === null ? '' : `, v${recordVersion}`}` : '–',
          ],
          [t('item.event'), <Id key="event" of={eventId} />],
          [t('item.person'), <Id key="person" of={personRef} />],
          [t('item.contract'), contractVersion ?? '–'],
          [t('column.attempts'), formats.number(attempts)],
          [t('column.firstAt'), formats.time(heldAt)],
          [t('column.lastAt'), formats.time(lastAt)],
        ]}
      />
    </section>
  );
}

const Id = ({ of }: { readonly of: string | null }) => (of === null ? '–' : <code>{of}</code>);
