import { createRoute, createRouter } from '@tanstack/react-router';
import { accountantRoutes } from '../areas/accountant/routes.tsx';
import { auditRoutes } from '../areas/audit/routes.tsx';
import { childrenRoutes } from '../areas/children/routes.tsx';
import { ministryRoutes } from '../areas/ministry/routes.tsx';
import { operatorRoutes } from '../areas/operator/routes.tsx';
import { peopleRoutes } from '../areas/people/routes.tsx';
import { Problem, Waiting } from '../ui/states.tsx';
import { Home } from './home.tsx';
import { NotFound } from './not-found.tsx';
import { Rights } from './rights.tsx';
import { rootRoute } from './root.tsx';

const home = createRoute({ getParentRoute: () => rootRoute, path: '/', component: Home });
const rights = createRoute({ getParentRoute: () => rootRoute, path: '/rights', component: Rights });

/** Every page of the console; each area brings its own, and its code is loaded when it is first gone to. */
export const router = createRouter({
  routeTree: rootRoute.addChildren([
    home,
    rights,
    ...accountantRoutes,
    ...childrenRoutes,
    ...operatorRoutes,
    ...ministryRoutes,
    ...peopleRoutes,
    ...auditRoutes,
  ]),
  defaultPreload: 'intent',
  defaultPendingComponent: () => <Waiting />,
  defaultNotFoundComponent: NotFound,
  defaultErrorComponent: ({ error, reset }) => (
    <Problem error={error instanceof Error ? error : new Error(String(error))} onRetry={reset} />
  ),
  scrollRestoration: true,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
