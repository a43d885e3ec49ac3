import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { sessionWasLost, signIn } from '../session/session.ts';
import { Health } from './health.tsx';
import { OpenLinks } from './open-links.tsx';

/** What who is not signed in sees: what this is, how to sign in, what is open to everybody. */
export function Welcome() {
  const { t } = useTranslation();
  return (
    <div className="welcome">
      <h1>{t('session.welcome')}</h1>
      {sessionWasLost() && (
        <p className="banner" data-tone="warn" role="alert">
          {t('session.lost')}
        </p>
      )}
      <p>{t('session.about')}</p>
      <p>{t('session.why')}</p>
      <p>
        <Button className="react-aria-Button primary" onPress={() => void signIn()}>
          {t('session.signIn')}
        </Button>
      </p>
      <section className="card" aria-labelledby="health">
        <h2 id="health">{t('home.health')}</h2>
        <Health />
      </section>
      <section className="card" aria-labelledby="open">
        <h2 id="open">{t('session.open')}</h2>
        <OpenLinks />
      </section>
    </div>
  );
}
