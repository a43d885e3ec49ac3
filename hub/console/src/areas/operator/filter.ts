import * as z from 'zod/mini';

const LIKE_A_CODE = /[0-9]{6}-?[0-9]{5}/;

/** A word that may stand in an address: never anything like a personal code. */
const word = (pattern: RegExp) =>
  z.catch(
    z.optional(
      z.string().check(
        z.regex(pattern),
        z.refine((text) => !LIKE_A_CODE.test(text)),
      ),
    ),
    undefined,
  );
const visible = word(/^[\x21-\x7e]{1,200}$/);
const instant = z.catch(z.optional(z.iso.datetime()), undefined);

export const HELD_KINDS = ['message', 'person', 'answer', 'delivery'] as const;
export const HELD_STATES = ['parked', 'waiting', 'dismissed'] as const;

/** What lists are narrowed by, as it stands in the address. What does not fit is left out. */
const Search = z.object({
  kind: z.catch(z.optional(z.enum(HELD_KINDS)), undefined),
  service: word(/^[a-z][a-z0-9-]{0,62}$/),
  queue: visible,
  type: visible,
  reason: visible,
  path: visible,
  state: z.catch(z.optional(z.enum(HELD_STATES)), undefined),
  from: instant,
  to: instant,
});

export interface FailureFilter {
  readonly kind?: (typeof HELD_KINDS)[number];
  readonly service?: string;
  readonly queue?: string;
  readonly type?: string;
  readonly reason?: string;
  readonly path?: string;
  readonly state?: (typeof HELD_STATES)[number];
  readonly from?: string;
  readonly to?: string;
}

/** The filter of an address. */
export function filterOf(search: unknown): FailureFilter {
  const { kind, service, queue, type, reason, path, state, from, to } = Search.parse(search);
  return {
    ...(kind && { kind }),
    ...(service && { service }),
    ...(queue && { queue }),
    ...(type && { type }),
    ...(reason && { reason }),
    ...(path && { path }),
    ...(state && { state }),
    ...(from && { from }),
    ...(to && { to }),
  };
}

interface Cause {
  readonly kind: (typeof HELD_KINDS)[number];
  readonly service: string;
  readonly queue: string | null;
  readonly type: string;
  readonly reason: string;
  readonly path: string | null;
  readonly state: (typeof HELD_STATES)[number];
}

/** The filter that says one group and the time that was asked for; a group without a queue or path has all of them. */
export const filterOfGroup = (group: Cause, { from, to }: FailureFilter): FailureFilter =>
  filterOf({
    kind: group.kind,
    service: group.service,
    queue: group.queue ?? undefined,
    type: group.type,
    reason: group.reason,
    path: group.path ?? undefined,
    state: group.state,
    from,
    to,
  });
