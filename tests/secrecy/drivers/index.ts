import type { World } from '../world.ts';
import { askTheTrail } from './audit.ts';
import { breakRequests } from './broken.ts';
import { makeIdsOfCodes } from './ids.ts';
import { killServices } from './kills.ts';
import { misplace } from './misplaced.ts';
import { callByMutualTls } from './mutual-tls.ts';
import { callEverything } from './operations.ts';
import { operate } from './operator.ts';
import { poison } from './poison.ts';
import { populate } from './population.ts';
import { forgetKeys, rotateKeys } from './rotation.ts';
import { callBySoap } from './soap.ts';
import { spoilRegisters } from './spoilt-registers.ts';
import { callByViss } from './viss.ts';

/** What is done to a system before it is searched. A further door is one more driver in this list. */
export interface Driver {
  readonly name: string;
  readonly drive: (world: World) => Promise<void>;
}

/** Drivers of one stage run side by side, stages one after another. */
export const STAGES: readonly (readonly Driver[])[] = [
  [{ name: 'a population in every register', drive: populate }],
  [
    { name: 'every operation by every role', drive: callEverything },
    { name: 'codes in wrong places', drive: misplace },
    { name: 'ids that are codes', drive: makeIdsOfCodes },
    { name: 'requests that nobody can read', drive: breakRequests },
    { name: 'calls by SOAP', drive: callBySoap },
    { name: 'calls in the shape of the request service', drive: callByViss },
    { name: 'calls over mutual TLS', drive: callByMutualTls },
    { name: 'the audit trail', drive: askTheTrail },
    { name: 'keys that change', drive: rotateKeys },
  ],
  [
    { name: 'registers that answer with codes', drive: spoilRegisters },
    { name: 'messages that nobody can take', drive: poison },
  ],
  [{ name: 'what an operator does', drive: operate }],
  [{ name: 'services that are killed', drive: killServices }],
  [{ name: 'keys that are forgotten', drive: forgetKeys }],
];
