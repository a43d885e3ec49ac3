import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import type { Chosen, JobAction } from '../calls.ts';
import type { HELD_STATES } from '../filter.ts';
import type { Start } from './use-start.tsx';

/** What may be done about what is in a state; what waits is tried again by itself. */
const ACTIONS = {
  parked: ['retry', 'dismiss'],
  waiting: [],
  dismissed: ['restore', 'delete'],
} as const satisfies Record<(typeof HELD_STATES)[number], readonly JobAction[]>;

/** Buttons for what may be done about one, some or all; each first shows what it would do. */
export function Actions({
  state,
  chosen,
  about,
  onStart,
  isFirst = false,
  isAll = false,
}: {
  /** The state of what is chosen; undefined: several, of which each action takes what it can. */
  readonly state: (typeof HELD_STATES)[number] | undefined;
  readonly chosen: Chosen;
  /** What is chosen, in words, for readers of screens. */
  readonly about: string;
  readonly onStart: (start: Start) => void;
  /** Whether the first of them is what the page is for. */
  readonly isFirst?: boolean;
  /** Whether it is about all that the page shows, and says so. */
  readonly isAll?: boolean;
}) {
  const { t } = useTranslation('operator');
  const actions: readonly JobAction[] = ACTIONS[state ?? 'parked'];
  const nameOf = (action: JobAction) =>
    isAll ? t('failures.actAll', { action: t(`action.${action}`) }) : t(`action.${action}`);
  return actions.map((action, place) => (
    <Button
      key={action}
      className={classOf(action, isFirst && place === 0)}
      aria-label={`${t(`action.${action}`)}: ${about}`}
      onPress={() => onStart({ action, chosen, about })}
    >
      {nameOf(action)}
    </Button>
  ));
}

const classOf = (action: JobAction, isFirst: boolean): string =>
  `react-aria-Button${action === 'delete' ? ' danger' : isFirst ? ' primary' : ''}`;
