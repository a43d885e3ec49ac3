import { onlineManager, useQueryClient } from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { LostConnection } from '../api/problem.ts';

/** Says that the hub cannot be reached, as long as it cannot. */
export function Connection() {
  const { t } = useTranslation();
  const cache = useQueryClient().getQueryCache();
  const isOnline = useSyncExternalStore(
    (listener) => onlineManager.subscribe(listener),
    () => onlineManager.isOnline(),
  );
  const isLost = useSyncExternalStore(
    (listener) => cache.subscribe(listener),
    () =>
      cache.getAll().some(({ state }) => (state.error ?? state.fetchFailureReason) instanceof LostConnection),
  );
  if (isOnline && !isLost) return null;
  return (
    <div className="banner" data-tone="warn" role="status">
      <p>{t('state.offline')}</p>
    </div>
  );
}
