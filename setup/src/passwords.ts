import { randomBytes } from 'node:crypto';
import { projectRoot } from './project.ts';
import { serviceNames } from './services/list.ts';

export const newPassword = (): string => randomBytes(18).toString('base64url');

/** A password for each service that there is now: those that are known, and new ones. */
export const passwordsOfServices = (known: Readonly<Record<string, string>> = {}): Record<string, string> =>
  Object.fromEntries(serviceNames(projectRoot).map((name) => [name, known[name] ?? newPassword()]));
