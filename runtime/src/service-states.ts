import type { Clock } from './clock.ts';
import { type Database, migrate } from './database.ts';
import type { DependencyState, HealthReport } from './health.ts';
import type { KeptSchema } from './kept-schema.ts';
import type { Log } from './log.ts';
import { type Loop, startLoop } from './loop.ts';
import { NOTHING_TOLD, ToldDetail } from './operations/told-detail.ts';

const SCHEMA = 'service_states';
const STEPS = [
  `CREATE TABLE service_state (
    service text PRIMARY KEY,
    report json NOT NULL,
    told_at timestamptz NOT NULL
  )`,
  "ALTER TABLE service_state ADD COLUMN takes text[] NOT NULL DEFAULT '{}'",
  'ALTER TABLE service_state ADD COLUMN detail json',
];

/** The schema of what services tell of themselves: each of them writes and reads there, none owns it. */
export const SERVICE_STATES: KeptSchema = {
  schema: SCHEMA,
  steps: STEPS,
  grants: { '*': { service_state: ['SELECT', 'INSERT', 'UPDATE'] } },
};

/** The service that reads what the others tell; it tells of itself for operators alone. */
const READER = 'hub';

const INTERVAL_MS = 2_000;
/** A service that said nothing for so long is down. */
const SILENCE_MS = 15_000;

interface ToldRow {
  readonly service: string;
  readonly report: HealthReport;
  readonly toldAt: Date;
  readonly detail: unknown;
}

/** What one service last told of itself. */
export interface ToldState extends ToldRow {
  /** It has said nothing for so long that it counts as down. */
  readonly silent: boolean;
  readonly detail: ToldDetail;
}

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
   * @param detail what operators are told beside
   */
  tell(
    service: string,
    log: Log,
    report: () => Promise<HealthReport>,
    takes: () => readonly string[] = () => [],
    detail: () => Promise<ToldDetail> = async () => NOTHING_TOLD,
  ): Loop {
    return startLoop('service-state', INTERVAL_MS, log, async () => {
      await this.#database.query({
        name: 'tell-service-state',
        text: `INSERT INTO ${SCHEMA}.service_state (service, report, told_at, takes, detail)
          VALUES ($1, $2, $3, $4, $5) ON CONFLICT (service) DO UPDATE SET report = excluded.report,
            told_at = excluded.told_at, takes = excluded.takes, detail = excluded.detail`,
        values: [
          service,
          JSON.stringify(await report()),
          this.#clock.now(),
          takes(),
          JSON.stringify(await detail()),
        ],
      });
      return 'idle';
    });
  }

  /** Everything that each service last told, the hub too: for operators. */
  async readAll(): Promise<ToldState[]> {
    const { rows } = await this.#database.query<ToldRow>({
      name: 'read-told-states',
      text: `SELECT service, report, told_at AS "toldAt", detail FROM ${SCHEMA}.service_state ORDER BY service`,
    });
    const now = this.#clock.now().getTime();
    return rows.map(({ service, report, toldAt, detail }) => ({
      service,
      report,
      toldAt,
      silent: now - toldAt.getTime() > SILENCE_MS,
      detail: ToldDetail.safeParse(detail).data ?? NOTHING_TOLD,
    }));
  }

  /** Each service that ever told of itself, as one dependency: none of them makes another one not ready. */
  async read(): Promise<HealthReport> {
    const { rows } = await this.#database.query<{ service: string; report: HealthReport; toldAt: Date }>({
      name: 'read-service-states',
      text: `SELECT service, report, told_at AS "toldAt" FROM ${SCHEMA}.service_state
        WHERE service <> '${READER}' ORDER BY service`,
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
      text: `SELECT service, takes FROM ${SCHEMA}.service_state
        WHERE told_at > $1 AND service <> '${READER}' ORDER BY service`,
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
