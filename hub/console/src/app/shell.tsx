import { Link, Outlet, useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { Button } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { chooseLanguage, useLanguage } from '../i18n/language.ts';
import { signIn, signOut } from '../session/session.ts';
import { useSession } from '../session/use-session.ts';
import { NoticeBoard } from '../ui/notice-board.tsx';
import { ENTRIES } from './areas.ts';
import { Connection } from './connection.tsx';
import icon from './icon.svg';
import { SchemeChoice } from './scheme-choice.tsx';
import { Welcome } from './welcome.tsx';

/** The frame of every page: who is signed in, where to go, in which language and colours. */
export function Shell() {
  const { t } = useTranslation();
  const session = useSession();
  const main = useRef<HTMLElement>(null);
  useFocusOnNewPage(main);
  return (
    <div className={session ? 'shell' : ''}>
      <a className="button skip" href="#main">
        {t('skip')}
      </a>
      <header className="top">
        <Link to="/" className="brand">
          <img src={icon} alt="" />
          {t('brand')}
        </Link>
        {session ? (
          <span className="who row">
            <span>{t('session.signedInAs', { name: session.name })}</span>
            <Button onPress={() => void signOut()}>{t('session.signOut')}</Button>
          </span>
        ) : (
          <span className="who">
            <Button className="react-aria-Button primary" onPress={() => void signIn()}>
              {t('session.signIn')}
            </Button>
          </span>
        )}
        <SchemeChoice />
        <LanguageChoice />
      </header>
      {session && <Navigation />}
      <main className="main" id="main" ref={main} tabIndex={-1}>
        <Connection />
        {session ? <Outlet /> : <Welcome />}
      </main>
      <NoticeBoard />
    </div>
  );
}

function Navigation() {
  const { t } = useTranslation();
  const session = useSession();
  const mine = ENTRIES.filter(({ roles }) => roles.some((role) => session?.roles.includes(role)));
  return (
    <nav className="side" aria-label={t('nav.label')}>
      <ul>
        <li>
          <Link to="/" activeOptions={{ exact: true }}>
            {t('nav.home')}
          </Link>
        </li>
        {mine.map(({ path, name }) => (
          <li key={path}>
            <Link to={path}>{t(name)}</Link>
          </li>
        ))}
        <li>
          <Link to="/rights">{t('nav.rights')}</Link>
        </li>
      </ul>
    </nav>
  );
}

function LanguageChoice() {
  const { t } = useTranslation();
  const other = useLanguage() === 'lv' ? 'en' : 'lv';
  return (
    <Button onPress={() => void chooseLanguage(other)}>
      <span lang={other}>{t('language.other')}</span>
    </Button>
  );
}

/** Readers of screens hear the new page: the focus goes to its beginning, as it does when a page is loaded. */
function useFocusOnNewPage(main: React.RefObject<HTMLElement | null>): void {
  const path = useRouterState({ select: (state) => state.location.pathname });
  const before = useRef(path);
  useEffect(() => {
    if (before.current !== path) main.current?.focus({ preventScroll: true });
    before.current = path;
  }, [path, main]);
}
