import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/root.tsx';

const accessLog = createRoute({
  getParentRoute: () => rootRoute,
  path: '/access-log',
  component: lazyRouteComponent(() => import('./access-log.tsx'), 'AccessLog'),
});
const audit = createRoute({
  getParentRoute: () => rootRoute,
  path: '/audit',
  component: lazyRouteComponent(() => import('./audit-log.tsx'), 'AuditLog'),
});

export const auditRoutes = [accessLog, audit];
