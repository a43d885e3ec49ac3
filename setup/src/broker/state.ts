import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readJson, writeSecret } from '../files.ts';

/** What a data folder remembers of its broker. */
export type BrokerState = {
  /** The data lie where this provider put them, so later starts use the same one. */
  provider: 'private' | 'container';
  ports: Partial<Record<'amqp' | 'management' | 'distribution' | 'names', number>>;
  passwords: { saite: string; reader: string; admin: string };
};

const fileOf = (folder: string) => join(folder, 'broker.json');

export function readBrokerState(folder: string): BrokerState | undefined {
  const state = readJson(fileOf(folder)) as Partial<BrokerState> | undefined;
  if (state?.provider === undefined || state.passwords === undefined) return undefined;
  return { provider: state.provider, ports: state.ports ?? {}, passwords: state.passwords };
}

export function writeBrokerState(folder: string, state: BrokerState): void {
  writeSecret(fileOf(folder), `${JSON.stringify(state, null, 2)}\n`);
}

export function newBrokerState(provider: BrokerState['provider']): BrokerState {
  const password = () => randomBytes(18).toString('base64url');
  return { provider, ports: {}, passwords: { saite: password(), reader: password(), admin: password() } };
}
