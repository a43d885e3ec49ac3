import type { Reach } from '../caller.ts';

/**
 * How far a caller reaches without what only supervision shows it: the ministry sees names of every child for a purpose
 * that it says, and no personal code that it does not know already.
 */
export const ownReach = (reach: Reach): Reach => ({ ...reach, all: reach.roles.has('spolis') });
