import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root.tsx';

const find = createRoute({
  getParentRoute: () => rootRoute,
  path: '/find',
  component: lazyRouteComponent(() => import('./find.tsx'), 'Find'),
});

export const peopleRoutes = [find];
