import { useTranslation } from 'react-i18next';
import { Tick } from '../../../ui/tick.tsx';
import type { HeldItem } from '../calls.ts';
import { Actions } from '../jobs/actions.tsx';
import { useStart } from '../jobs/use-start.tsx';

/** Most that one job takes by name. */
const MOST = 1_000;

/** What is chosen of a list, and what may be done about it. */
export function Selected({
  items,
  chosen,
  onChange,
}: {
  readonly items: readonly HeldItem[];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const { t } = useTranslation('operator');
  const [dialog, onStart] = useStart(() => onChange(new Set()));
  const here = items.filter(({ itemId }) => chosen.has(itemId));
  const states = new Set(here.map(({ state }) => state));
  const [only] = states.size === 1 ? states : [];
  const all = items.slice(0, MOST);
  return (
    <div className="row">
      <Tick
        isTicked={here.length > 0 && here.length >= all.length}
        isPartly={here.length > 0 && here.length < all.length}
        onChange={(isTicked) => onChange(new Set(isTicked ? all.map(({ itemId }) => itemId) : []))}
      >
        {t('failures.selectAll')}
      </Tick>
      <span role="status">{t('failures.selected', { count: here.length })}</span>
      {here.length > 0 && only !== 'waiting' && (
        <Actions
          state={only}
          chosen={{ ids: here.map(({ itemId }) => itemId) }}
          about={t('failures.selected', { count: here.length })}
          onStart={onStart}
          isFirst
        />
      )}
      {dialog}
    </div>
  );
}
