import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/schemas.ts';
import { Tag, type Tone } from '../../ui/tag.tsx';

type State = Schemas['ChildReporting']['state'];

export const STATE_TONES: Readonly<Record<State, Tone>> = {
  'not-due': 'good',
  'due-soon': 'warn',
  overdue: 'bad',
  escalated: 'bad',
  'awaiting-person': 'warn',
};

/** How a report's deadline stands. */
export function StateTag({ state }: { readonly state: State }) {
  const { t } = useTranslation('children');
  return <Tag tone={STATE_TONES[state]}>{t(`name.state.${state}`)}</Tag>;
}

const STATUS_TONES = {
  accepted: 'plain',
  'sent-partial': 'warn',
  delivered: 'good',
  undeliverable: 'bad',
} as const satisfies Record<Schemas['ContactReport']['status'], Tone>;

/** How far a report is on its way. */
export function StatusTag({ status }: { readonly status: keyof typeof STATUS_TONES }) {
  const { t } = useTranslation('children');
  return <Tag tone={STATUS_TONES[status]}>{t(`name.status.${status}`)}</Tag>;
}
