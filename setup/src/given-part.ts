import type { Part } from './processes/part.ts';

/** A server that somebody else runs: it is used, never started, stopped or killed. */
export function givenPart(name: string): Part {
  return {
    name,
    pid: () => undefined,
    start: async () => undefined,
    stop: async () => undefined,
    kill: async () => {
      throw new Error(`The ${name} was given by its URL; this run may not kill it.`);
    },
    onCrash: () => undefined,
  };
}
