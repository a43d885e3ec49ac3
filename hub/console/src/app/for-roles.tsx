import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Role } from '../session/roles.ts';
import { useSession } from '../session/use-session.ts';

/** A page for some roles: whoever has none of them is told whose it is. */
export function ForRoles({
  roles,
  children,
}: {
  readonly roles: readonly Role[];
  readonly children: ReactNode;
}) {
  const { t } = useTranslation();
  const session = useSession();
  if (roles.some((role) => session?.roles.includes(role))) return children;
  const names = (of: readonly Role[]) => of.map((role) => t(`role.${role}`)).join(', ');
  return (
    <div className="banner" data-tone="warn" role="alert">
      <h1>{t('state.noRights')}</h1>
      <p>{t('state.noRightsWhy', { roles: names(roles), mine: names(session?.roles ?? []) || '–' })}</p>
    </div>
  );
}
