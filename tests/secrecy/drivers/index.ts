import type { World } from '../world.ts';
import { breakRequests } from './broken.ts';
import { misplace } from './misplaced.ts';
import { callEverything } from './operations.ts';
import { populate } from './population.ts';

/** What is done to a system before it is searched. A further door is one more driver in this list. */
export interface Driver {
  readonly name: string;
  readonly drive: (world: World) => Promise<void>;
}

export const DRIVERS: readonly Driver[] = [
  { name: 'a population in every register', drive: populate },
  { name: 'every operation by every role', drive: callEverything },
  { name: 'codes in wrong places', drive: misplace },
  { name: 'requests that nobody can read', drive: breakRequests },
];
