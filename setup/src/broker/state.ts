import { join } from 'node:path';
import { readJson, writeSecret } from '../files.ts';
import { newPassword, passwordsOfServices } from '../passwords.ts';

/** Passwords of the broker's users: who sets it up, foreign programs, who manages it, and each service. */
export type BrokerPasswords = {
  saite: string;
  reader: string;
  admin: string;
  services: Record<string, string>;
};

/** What a data folder remembers of its broker. */
export type BrokerState = {
  /** The data lie where this provider put them, so later starts use the same one. */
  provider: 'private' | 'container';
  ports: Partial<Record<'amqp' | 'management' | 'distribution' | 'names', number>>;
  passwords: BrokerPasswords;
};

const fileOf = (folder: string) => join(folder, 'broker.json');

export function readBrokerState(folder: string): BrokerState | undefined {
  const state = readJson(fileOf(folder)) as Partial<BrokerState> | undefined;
  if (state?.provider === undefined || state.passwords === undefined) return undefined;
  const { passwords } = state;
  return {
    provider: state.provider,
    ports: state.ports ?? {},
    passwords: { ...passwords, services: passwordsOfServices(passwords.services) },
  };
}

export function writeBrokerState(folder: string, state: BrokerState): void {
  writeSecret(fileOf(folder), `${JSON.stringify(state, null, 2)}\n`);
}

export function newBrokerState(provider: BrokerState['provider']): BrokerState {
  const passwords = {
    saite: newPassword(),
    reader: newPassword(),
    admin: newPassword(),
    services: passwordsOfServices(),
  };
  return { provider, ports: {}, passwords };
}
