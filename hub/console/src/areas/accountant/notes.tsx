import { useTranslation } from 'react-i18next';
import { Tag, type Tone } from '../../ui/tag.tsx';
import type { MonthClient } from './data.ts';

const TONES: Readonly<Partial<Record<MonthClient['flags'][number], Tone>>> = {
  NO_INCOME: 'bad',
  NO_SERVICE_COST: 'bad',
  AWAITING_INCOME: 'warn',
  OVERLAPPING_STAYS: 'warn',
  EXCLUDED_PAYMENTS: 'warn',
};

/** What a reader of a statement should know. */
export function Flags({ flags }: { readonly flags: MonthClient['flags'] }) {
  const { t } = useTranslation('accountant');
  return flags.map((flag) => (
    <Tag key={flag} tone={TONES[flag] ?? 'plain'}>
      {t(`flag.${flag}`)}
    </Tag>
  ));
}

/** Why amounts differ, in words. */
export function Changes({ changes }: { readonly changes: MonthClient['changes'] }) {
  const { t } = useTranslation('accountant');
  return changes.map((change) => t(`change.${change}`)).join(', ');
}
