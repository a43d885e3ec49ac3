import { useSyncExternalStore } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { closeNotice, currentNotices, onNotices } from './notices.ts';

/** Where it stands what came of what the reader did. It is always in the page, so that readers of screens hear it. */
export function NoticeBoard() {
  const { t } = useTranslation();
  const notices = useSyncExternalStore(onNotices, currentNotices);
  return (
    <div className="notices" role="status" aria-live="polite">
      {notices.map(({ id, text, tone }) => (
        <div key={id} className="banner" data-tone={tone}>
          <p>{text}</p>
          <Button className="react-aria-Button quiet" onPress={() => closeNotice(id)}>
            {t('action.close')}
          </Button>
        </div>
      ))}
    </div>
  );
}
