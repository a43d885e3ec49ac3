import { useTranslation } from 'react-i18next';

/** Family name first, as registers write it; the code stands below. */
export function ClientName({
  of: { givenName, familyName, personCode },
}: {
  readonly of: {
    readonly givenName: string | null;
    readonly familyName: string | null;
    readonly personCode: string | null;
  };
}) {
  const { t } = useTranslation('accountant');
  const name = [familyName, givenName].filter(Boolean).join(' ');
  return (
    <>
      {name || <span className="soft">{t('list.unnamed')}</span>}
      {personCode && (
        <>
          {' '}
          <span className="soft number">{`${personCode.slice(0, 6)}-${personCode.slice(6)}`}</span>
        </>
      )}
    </>
  );
}
