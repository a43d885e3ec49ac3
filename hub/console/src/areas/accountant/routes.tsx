import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import * as z from 'zod/mini';
import { rootRoute } from '../../app/root.tsx';
import { currentMonth } from './months.ts';

const Month = z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/));
const Day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/));

/** What stands in the address of the list: nothing about anybody. */
const ClientsSearch = z.object({
  institution: z.catch(z.optional(z.string()), undefined),
  month: z.catch(Month, currentMonth),
  show: z.catch(z._default(z.string(), 'all'), 'all'),
});

export const clientsRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/clients',
  validateSearch: (search) => ClientsSearch.parse(search),
  component: lazyRouteComponent(() => import('./clients.tsx'), 'Clients'),
});

export const clientRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/clients/$personRef',
  component: lazyRouteComponent(() => import('./client.tsx'), 'ClientPage'),
});

export const monthRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/clients/$personRef/$month',
  validateSearch: (search) => z.object({ asKnownOn: z.catch(z.optional(Day), undefined) }).parse(search),
  component: lazyRouteComponent(() => import('./month.tsx'), 'MonthPage'),
});

export const accountantRoutes = [clientsRoute, clientRoute, monthRoute];
