import type { Database } from '../database.ts';

/** What operators have stopped by hand of one service, as it last read it. */
export interface Stopped {
  /** The whole service. */
  readonly service: boolean;
  /** Upstreams whose breaker is held. */
  readonly upstreams: ReadonlySet<string>;
}

/** Reads what operators have stopped of a service; it stands until they lift it, through every restart. */
export async function readStopped(database: Pick<Database, 'query'>, service: string): Promise<Stopped> {
  const { rows } = await database.query<{ upstream: string }>({
    name: 'read-stopped',
    text: 'SELECT upstream FROM operations.control WHERE service = $1 AND stopped',
    values: [service],
  });
  const stopped = rows.map(({ upstream }) => upstream);
  return {
    service: stopped.includes(''),
    upstreams: new Set(stopped.filter((upstream) => upstream !== '')),
  };
}
