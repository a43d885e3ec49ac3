import type { Part } from '../processes/part.ts';

/** The broker that a run uses, whoever runs it. */
export type Broker = Part & {
  /** How it is run, for the screen. */
  description: string;
  /** For setting up, and for tests: all rights on the virtual host `/`. */
  url: string;
  /** Passwords of the services' own users; none if somebody else runs it: all services are the given user then. */
  servicePasswords: Readonly<Record<string, string>> | undefined;
  /** For foreign programs: own queues only, bound to Saite's events. */
  readerUrl: string | undefined;
  /** HTTP API of the management plugin, with a user who may ask everything. */
  adminUrl: string | undefined;
  /** Ends what stays beside the broker between its starts. */
  close: () => Promise<void>;
};
