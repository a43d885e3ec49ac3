import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useSession } from '../session/use-session.ts';
import { Page } from '../ui/page.tsx';
import { ENTRIES } from './areas.ts';
import { Health } from './health.tsx';
import { OpenLinks } from './open-links.tsx';

/** The first page of who signed in: where to go, and whether all works. */
export function Home() {
  const { t } = useTranslation();
  const session = useSession();
  const mine = ENTRIES.filter(({ roles }) => roles.some((role) => session?.roles.includes(role)));
  return (
    <Page title={t('home.title')} heading={t('home.hello', { name: session?.name ?? '' })}>
      {session?.roles.length === 0 && <p className="banner">{t('session.noRole')}</p>}
      <section aria-labelledby="pages">
        <h2 id="pages">{t('home.choose')}</h2>
        <div className="grid">
          {mine.map(({ path, name }) => (
            <Link key={path} to={path} className="card">
              {t(name)}
            </Link>
          ))}
        </div>
      </section>
      <section className="card" aria-labelledby="health">
        <h2 id="health">{t('home.health')}</h2>
        <Health />
      </section>
      <section className="card" aria-labelledby="links">
        <h2 id="links">{t('home.links')}</h2>
        <OpenLinks />
      </section>
    </Page>
  );
}
