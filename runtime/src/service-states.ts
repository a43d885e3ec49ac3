import type { Clock } from './clock.ts';
import { type Database, migrate } from './database.ts';
import type { DependencyState, HealthReport } from './health.ts';
import type { KeptSchema } from './kept-schema.ts';
import type { Log } from './log.ts';
import { type Loop, startLoop } from './loop.ts';

const SCHEMA = 'service_states';
const STEPS = [
  `CREATE TABLE service_state (
    service text PRIMARY KEY,
    report json NOT NULL,
    told_at timestamptz NOT NULL
  )`,
  "ALTER TABLE service_state ADD COLUMN takes text[] NOT NULL DEFAULT '{}'",
];

/** The schema of what services tell of themselves: each of them writes and reads there, none owns it. */
export const SERVICE_STATES: KeptSchema = {
  schema: SCHEMA,
  steps: STEPS,
  grants: { '*': { service_state: ['SELECT', 'INSERT', 'UPDATE'] } },
};

const INTERVAL_MS = 2_000;
/** A service that said nothing for so long is down. */
const SILENCE_MS = 15_000;

/** What each service last told of itself: neutral ground between those who do not know each other. */
export class ServiceStates {
  readonly #database: Database;
  readonly #clock: Clock;

  private constructor(database: Database, clock: Clock) {
    this.#database = database;
    this.#clock = clock;
  }

  static async open(database: Database, clock: Clock): Promise<ServiceStates> {
    await migrate(database, SCHEMA, STEPS);
    return new ServiceStates(database, clock);
  }

  /**
   * Tells a service's state from now on, until the loop is closed.
   *
   * @param takes types of the events that it consumes by now
   */
  tell(
    service: string,
    log: Log,
    report: () => Promise<HealthReport>,
    takes: () => readonly string[] = () => [],
  ): Loop {
    return startLoop('service-state', INTERVAL_MS, log, async () => {
      await this.#database.query({
        name: 'tell-service-state',
        text: `INSERT INTO ${SCHEMA}.service_state (service, report, told_at, takes) VALUES ($1, $2, $3, $4)
          ON CONFLICT (service) DO UPDATE SET report = excluded.report, told_at = excluded.told_at, takes = excluded.takes`,
        values: [service, JSON.stringify(await report()), this.#clock.now(), takes()],
      });
      return 'idle';
    });
  }

  /** Each service that ever told of itself, as one dependency: none of them makes another one not ready. */
  async read(): Promise<HealthReport> {
    const { rows } = await this.#database.query<{ service: string; report: HealthReport; toldAt: Date }>({
      name: 'read-service-states',
      text: `SELECT service, report, told_at AS "toldAt" FROM ${SCHEMA}.service_state ORDER BY service`,
    });
    const now = this.#clock.now().getTime();
    return Object.fromEntries(
      rows.map(({ service, report, toldAt }) => [
        service,
        now - toldAt.getTime() > SILENCE_MS ? SILENT : worstOf(report),
      ]),
    );
  }

  /** Types of the events that each service consumes which told of itself lately. */
  async takers(): Promise<ReadonlyMap<string, readonly string[]>> {
    const { rows } = await this.#database.query<{ service: string; takes: string[] }>({
      name: 'read-takers',
      text: `SELECT service, takes FROM ${SCHEMA}.service_state WHERE told_at > $1 ORDER BY service`,
      values: [new Date(this.#clock.now().getTime() - SILENCE_MS)],
    });
    return new Map(rows.map(({ service, takes }) => [service, takes]));
  }
}

const SILENT: DependencyState = { state: 'down', needed: false, code: 'SERVICE_SILENT' };

function worstOf(report: HealthReport): DependencyState {
  const worst = Object.values(report).find(({ state }) => state !== 'up');
  if (!worst) return { state: 'up', needed: false };
  return { state: 'degraded', needed: false, ...(worst.code ? { code: worst.code } : {}) };
}
