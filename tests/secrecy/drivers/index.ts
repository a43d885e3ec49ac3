import type { World } from '../world.ts';
import { breakRequests } from './broken.ts';
import { killServices } from './kills.ts';
import { misplace } from './misplaced.ts';
import { callEverything } from './operations.ts';
import { poison } from './poison.ts';
import { populate } from './population.ts';
import { spoilRegisters } from './spoilt-registers.ts';

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
  { name: 'registers that answer with codes', drive: spoilRegisters },
  { name: 'messages that nobody can take', drive: poison },
  { name: 'services that are killed', drive: killServices },
];
