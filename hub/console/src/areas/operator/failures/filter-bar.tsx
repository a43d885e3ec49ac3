import { useQuery } from '@tanstack/react-query';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../../ui/choice.tsx';
import { overviewQuery } from '../calls.ts';
import { type FailureFilter, filterOf, HELD_KINDS, HELD_STATES } from '../filter.ts';
import { useNames } from '../names.ts';
import { useFilterParts } from './filter-said.tsx';

const ANY = '' as const;
const SINCE = { hour: 1, day: 24, week: 168 } as const;
const HOUR_MS = 3_600_000;

/** Narrows what is shown; what is chosen stands in the address, so it can be sent to somebody and comes back. */
export function FilterBar({
  filter,
  onChange,
}: {
  readonly filter: FailureFilter;
  readonly onChange: (filter: FailureFilter) => void;
}) {
  const { t } = useTranslation(['operator', 'common']);
  const names = useNames();
  const overview = useQuery(overviewQuery());
  const parts = useFilterParts(filter);
  const services = [
    ...new Set([
      ...(overview.data?.services.map(({ service }) => service) ?? []),
      ...(filter.service ? [filter.service] : []),
    ]),
  ].sort();
  const any = { id: ANY, name: t('common:action.all') };
  const set = (part: keyof FailureFilter, value: string) => onChange(filterOf({ ...filter, [part]: value }));
  const since = (span: keyof typeof SINCE | '' | 'as-is') => {
    if (span === 'as-is') return;
    set('from', span === ANY ? '' : new Date(Date.now() - SINCE[span] * HOUR_MS).toISOString());
  };
  return (
    <section className="stack" aria-label={t('common:action.filter')}>
      <div className="filters">
        <Choice
          label={t('column.state')}
          value={filter.state ?? ANY}
          onChange={(state) => set('state', state)}
          options={[any, ...HELD_STATES.map((id) => ({ id, name: t(`held.${id}`) }))]}
        />
        <Choice
          label={t('column.kind')}
          value={filter.kind ?? ANY}
          onChange={(kind) => set('kind', kind)}
          options={[any, ...HELD_KINDS.map((id) => ({ id, name: t(`kind.${id}`) }))]}
        />
        <Choice
          label={t('column.service')}
          value={filter.service ?? ANY}
          onChange={(service) => set('service', service)}
          options={[any, ...services.map((id) => ({ id, name: names.service(id) }))]}
        />
        <Choice
          label={t('column.from')}
          value={filter.from ? 'as-is' : ANY}
          onChange={since}
          options={[
            any,
            ...(filter.from ? [{ id: 'as-is' as const, name: t('failures.sinceChosen') }] : []),
            ...(['hour', 'day', 'week'] as const).map((id) => ({
              id,
              name: t(`failures.since.${id}`),
            })),
          ]}
        />
      </div>
      {parts.length > 0 && (
        <ul className="row plain" aria-label={t('failures.narrowed')}>
          {parts.map(({ part, name, value }) => (
            <li key={part}>
              <Button
                aria-label={t('failures.without', { name, value })}
                onPress={() => onChange(filterOf({ ...filter, [part]: undefined }))}
              >
                {name}: {value} <span aria-hidden="true">×</span>
              </Button>
            </li>
          ))}
          <li>
            <Button className="react-aria-Button quiet" onPress={() => onChange({})}>
              {t('common:action.clear')}
            </Button>
          </li>
        </ul>
      )}
    </section>
  );
}
