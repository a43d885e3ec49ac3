import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { ApiProblem, LostConnection } from '../api/problem.ts';

/** What stands where an answer will be. */
export function Waiting({ rows = 6 }: { readonly rows?: number }) {
  const { t } = useTranslation();
  return (
    <div className="waiting" role="status">
      <p className="hidden">{t('state.loading')}</p>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the rows are nobody
        <span key={row} />
      ))}
    </div>
  );
}

/** Why there is no answer, in words, with what to do next. */
export function Problem({ error, onRetry }: { readonly error: Error; readonly onRetry?: () => void }) {
  const { t } = useTranslation();
  const isLost = error instanceof LostConnection;
  const isMissing = error instanceof ApiProblem && error.status === 404;
  const title = isLost
    ? t('state.offline')
    : isMissing
      ? t('state.notFound')
      : error instanceof ApiProblem
        ? error.message
        : t('state.failed');
  return (
    <div className="banner" data-tone={isLost || isMissing ? 'warn' : 'bad'} role="alert">
      <p>
        <strong>{title}</strong>
      </p>
      {isMissing && <p>{t('state.notFoundWhy')}</p>}
      {error instanceof ApiProblem && !isMissing && (
        <>
          <p>{error.detail}</p>
          {error.errors.length > 0 && (
            <ul>
              {error.errors.map(({ path, message }) => (
                <li key={`${path} ${message}`}>
                  <code>{path}</code>: {message}
                </li>
              ))}
            </ul>
          )}
          <p className="soft">{t('state.code', { code: error.code })}</p>
        </>
      )}
      {onRetry && <Button onPress={onRetry}>{t('state.retry')}</Button>}
    </div>
  );
}

/** Says that a list has nothing, and why that may be. */
export function Empty({ children }: { readonly children?: ReactNode }) {
  const { t } = useTranslation();
  return (
    <div className="banner" role="status">
      <p>{children ?? t('state.empty')}</p>
    </div>
  );
}

interface Asked<Answer> {
  readonly data: Answer | undefined;
  readonly error: Error | null;
  readonly refetch: () => unknown;
}

/** An answer once it is there; waiting or the reason before. An answer that is there already stays while a newer one fails. */
export function Answered<Answer>({
  of,
  rows,
  children,
}: {
  readonly of: Asked<Answer>;
  readonly rows?: number;
  readonly children: (answer: Answer) => ReactNode;
}) {
  const retry = () => void of.refetch();
  if (of.data !== undefined)
    return (
      <>
        {of.error && <Problem error={of.error} onRetry={retry} />}
        {children(of.data)}
      </>
    );
  return of.error ? <Problem error={of.error} onRetry={retry} /> : <Waiting {...(rows && { rows })} />;
}
