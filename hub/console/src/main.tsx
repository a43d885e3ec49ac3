import './style/index.css';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { createRoot } from 'react-dom/client';
import { ApiProblem } from './api/problem.ts';
import { router } from './app/router.tsx';
import { showScheme } from './app/scheme.ts';
import { openTexts, useLanguage } from './i18n/language.ts';
import { openSession } from './session/session.ts';

/** What was answered is not asked again; what could not be reached is, a few times. */
const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      retry: (count, error) => !(error instanceof ApiProblem) && count < 3,
      throwOnError: false,
    },
    mutations: { retry: false },
  },
});

function Console() {
  const language = useLanguage();
  return (
    <I18nProvider locale={language === 'lv' ? 'lv-LV' : 'en-GB'}>
      <QueryClientProvider client={queries}>
        <RouterProvider router={router} />
      </QueryClientProvider>
    </I18nProvider>
  );
}

showScheme();
await openTexts();
const root = document.querySelector('#root');
if (root && (await openSession()))
  createRoot(root).render(
    <StrictMode>
      <Console />
    </StrictMode>,
  );
