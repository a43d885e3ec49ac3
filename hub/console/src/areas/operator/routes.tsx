import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { rootRoute } from '../../app/root.tsx';
import { EDIT_STATES } from './edits/states.ts';
import { filterOf } from './filter.ts';

const getParentRoute = () => rootRoute;

const operations = createRoute({
  getParentRoute,
  path: '/operations',
  component: lazyRouteComponent(() => import('./operations/operations.tsx'), 'Operations'),
});
const service = createRoute({
  getParentRoute,
  path: '/operations/$service',
  component: lazyRouteComponent(() => import('./operations/service-page.tsx'), 'ServicePage'),
});
const failures = createRoute({
  getParentRoute,
  path: '/failures',
  validateSearch: filterOf,
  component: lazyRouteComponent(() => import('./failures/failures.tsx'), 'Failures'),
});
const held = createRoute({
  getParentRoute,
  path: '/failures/list',
  validateSearch: filterOf,
  component: lazyRouteComponent(() => import('./failures/held-list.tsx'), 'HeldList'),
});
const search = createRoute({
  getParentRoute,
  path: '/failures/search',
  component: lazyRouteComponent(() => import('./failures/search.tsx'), 'SearchHeld'),
});
const item = createRoute({
  getParentRoute,
  path: '/failures/$itemId',
  component: lazyRouteComponent(() => import('./item/item.tsx'), 'ItemPage'),
});
const jobs = createRoute({
  getParentRoute,
  path: '/retries',
  component: lazyRouteComponent(() => import('./jobs/jobs.tsx'), 'Jobs'),
});
const job = createRoute({
  getParentRoute,
  path: '/retries/$jobId',
  component: lazyRouteComponent(() => import('./jobs/job.tsx'), 'JobPage'),
});

const EditSearch = z.object({ state: z.catch(z.optional(z.enum(EDIT_STATES)), undefined) });
const edits = createRoute({
  getParentRoute,
  path: '/retries/edits',
  validateSearch: (asked): { state?: (typeof EDIT_STATES)[number] } => {
    const { state } = EditSearch.parse(asked);
    return state ? { state } : {};
  },
  component: lazyRouteComponent(() => import('./edits/edits.tsx'), 'Edits'),
});
const edit = createRoute({
  getParentRoute,
  path: '/retries/edits/$editId',
  component: lazyRouteComponent(() => import('./edits/edit.tsx'), 'EditPage'),
});
const imports = createRoute({
  getParentRoute,
  path: '/imports',
  component: lazyRouteComponent(() => import('./imports.tsx'), 'Imports'),
});

const DELIVERY_STATES = ['undeliverable', 'waiting', 'delivered'] as const;
const DeliverySearch = z.object({ state: z.catch(z.optional(z.enum(DELIVERY_STATES)), undefined) });
const deliveries = createRoute({
  getParentRoute,
  path: '/deliveries',
  validateSearch: (asked): { state?: (typeof DELIVERY_STATES)[number] } => {
    const { state } = DeliverySearch.parse(asked);
    return state ? { state } : {};
  },
  component: lazyRouteComponent(() => import('./deliveries.tsx'), 'Deliveries'),
});

export const operatorRoutes = [
  operations,
  service,
  failures,
  held,
  search,
  item,
  jobs,
  job,
  edits,
  edit,
  imports,
  deliveries,
];
