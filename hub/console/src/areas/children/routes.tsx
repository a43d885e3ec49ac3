import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { rootRoute } from '../../app/root.tsx';
import { ALERT_KINDS, DISCREPANCY_KINDS } from './kinds.ts';
import { NEEDS } from './worklist/needs.ts';

/** What an address may say besides its path: never anything of a person; what makes no sense is left out. */
const either = <Value extends string>(values: readonly Value[]) =>
  z.catch(z.optional(z.enum(values as readonly [Value, ...Value[]])), undefined);
const id = z.catch(z.optional(z.string().check(z.regex(/^[A-Za-z0-9._:-]{1,64}$/))), undefined);
const day = z.catch(z.optional(z.iso.date()), undefined);

const children = createRoute({
  getParentRoute: () => rootRoute,
  path: '/children',
  validateSearch: z.object({ need: either(NEEDS), institution: id }),
  component: lazyRouteComponent(() => import('./worklist/children.tsx'), 'Children'),
});
const child = createRoute({
  getParentRoute: () => rootRoute,
  path: '/children/$childRef',
  validateSearch: z.object({ on: day }),
  component: lazyRouteComponent(() => import('./child/child.tsx'), 'ChildOnDay'),
});
const reports = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports',
  validateSearch: z.object({ show: either(['to-confirm', 'all']) }),
  component: lazyRouteComponent(() => import('./reports/reports.tsx'), 'Reports'),
});
const newReport = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports/new',
  validateSearch: z.object({ childRef: id }),
  component: lazyRouteComponent(() => import('./filing/new-report.tsx'), 'NewReport'),
});
const report = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reports/$reportId',
  component: lazyRouteComponent(() => import('./reports/report.tsx'), 'Report'),
});
const alerts = createRoute({
  getParentRoute: () => rootRoute,
  path: '/alerts',
  validateSearch: z.object({ status: either(['open', 'cleared', 'all']), kind: either(ALERT_KINDS) }),
  component: lazyRouteComponent(() => import('./alerts/alerts.tsx'), 'Alerts'),
});
const discrepancies = createRoute({
  getParentRoute: () => rootRoute,
  path: '/discrepancies',
  validateSearch: z.object({ status: either(['open', 'resolved', 'all']), kind: either(DISCREPANCY_KINDS) }),
  component: lazyRouteComponent(() => import('./alerts/discrepancies.tsx'), 'Discrepancies'),
});

export const childrenRoutes = [children, child, reports, newReport, report, alerts, discrepancies];
