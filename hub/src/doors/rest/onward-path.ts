import type { Operation } from '@saite/contracts';
import { parseInput } from '../problem-error.ts';

/**
 * The path under which a service behind the hub is asked: made anew from what the contract knows, so that nothing else
 * that a caller wrote into a URL goes on.
 *
 * @throws ProblemError `INVALID`
 */
export function onwardPath(operation: Operation, params: unknown, query: unknown): string {
  const known = operation.params ? parseInput(operation.params, params) : {};
  const path = operation.path.replaceAll(/\{([A-Za-z]+)\}/g, (_, name: string) =>
    encodeURIComponent(String(known[name])),
  );
  if (!operation.query) return path;
  const asked = Object.entries(parseInput(operation.query, query)).flatMap(
    ([name, value]): [string, string][] => (value === undefined ? [] : [[name, String(value)]]),
  );
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked)}`;
}
