import { Bus } from '@saite/bus';
import type { EventType } from '@saite/contracts';
import type { KeyRing } from '@saite/identity';
import {
  type Clock,
  type Closer,
  createMetrics,
  type Database,
  type DependencyState,
  demandSameKeys,
  type HealthReport,
  HeldMessages,
  type KeptWord,
  keysHealth,
  LiveKeyRing,
  type Log,
  migrate,
  moveHeldMessages,
  OPERATIONS_SCHEMA,
  OPERATIONS_STEPS,
  openDatabase,
  References,
  type Registry,
  readStopped,
  ServiceStates,
  serveHealth,
  startLoop,
  startRewrap,
  systemClock,
} from '@saite/runtime';
import { Leader } from './leader.ts';
import { Cursors, Deliveries, ParkedAnswers, WatchedPersons } from './store/index.ts';
import { retryAnswers } from './store/retry-answers.ts';
import { storeMetrics } from './store-metrics.ts';
import { toldDetail } from './told.ts';
import type { Upstream } from './upstream/upstream.ts';

/** The settings that each adapter shares, as `readConfig` of the runtime gives them. */
export interface AdapterSettings {
  readonly AMQP_URL: string;
  readonly DATABASE_URL: string;
  readonly SAITE_KEYS: string;
  readonly SAITE_HOST: string;
  readonly SAITE_METRICS_PORT: number;
}

export interface AdapterOptions {
  /** Short name of the register, as in `/registers/<name>`. */
  readonly name: string;
  readonly settings: AdapterSettings;
  readonly log: Log;
  /** Takes how each part is closed; `runService` hands it in. */
  readonly closes: (closer: Closer) => void;
  /** Closes all of it and opens it again; `runService` hands it in. */
  readonly reopen: () => void;
  /** Steps of the adapter's schema: `KIT_STEPS` first, then its own. */
  readonly steps: readonly string[];
  /** Schema of the adapter's own store, `adapter_<name>` if not said. */
  readonly schema?: string;
  /** Name of the service, `adapter-<name>` if not said. */
  readonly service?: string;
  readonly clock?: Clock;
}

/** An adapter's ground: what it stands on before it knows anything of its register. */
export interface Adapter {
  readonly name: string;
  readonly schema: string;
  readonly log: Log;
  readonly clock: Clock;
  readonly keys: KeyRing;
  readonly references: References;
  readonly database: Database;
  readonly bus: Bus;
  readonly metrics: Registry;
  /** Port of health and metrics. */
  readonly healthPort: number;
  readonly leader: Leader;
  readonly held: HeldMessages;
  readonly watched: WatchedPersons;
  readonly cursors: Cursors;
  readonly deliveries: Deliveries;
  readonly parked: ParkedAnswers;
  /** Whether an operator has paused it: it takes nothing from queues, and neither asks nor sends. */
  readonly isPaused: () => boolean;
  /** Types of the events that it consumes: one that is new to it is told what came before. */
  readonly takes: Set<EventType>;
  readonly closes: (closer: Closer) => void;
  /** Shows an upstream in the adapter's health; a register that is away degrades, it never makes it not ready. */
  readonly shows: (name: string, upstream: Upstream) => void;
}

/** Name under which an adapter keeps what its keys are held against at each start. */
const SAME_KEYS = 'same-keys';
/** Name under which it keeps the version of the index key that its references are under. */
const INDEX_VERSION = 'index-version';
const CONTROL_INTERVAL_MS = 1_000;
const ANSWERS_INTERVAL_MS = 1_000;

/** Opens an adapter's ground: keys, database and schema, broker, health and metrics; each part knows how to close. */
export async function openAdapter(options: AdapterOptions): Promise<Adapter> {
  const { name, settings, log, closes, reopen } = options;
  const service = options.service ?? `adapter-${name}`;
  const schema = options.schema ?? `adapter_${name}`;
  const clock = options.clock ?? systemClock;
  const keyRing = new LiveKeyRing(settings.SAITE_KEYS, log);
  const database = openDatabase(settings.DATABASE_URL, service, log);
  closes(() => database.end());
  await migrate(database, OPERATIONS_SCHEMA, OPERATIONS_STEPS);
  await migrate(database, schema, options.steps);
  await moveHeldMessages(database, schema, service);
  const cursors = new Cursors(database, schema, clock);
  const keptWord = (word: string): KeptWord => ({
    read: () => cursors.read(word),
    keep: (value) => cursors.move(word, value),
  });
  await demandSameKeys(keyRing, keptWord(SAME_KEYS));
  const references = await References.open({
    name: service,
    database,
    keyRing,
    schemas: [schema],
    schema,
    word: keptWord(INDEX_VERSION),
    log,
  });
  closes(() => references.close());
  const { keys } = references;
  const leader = new Leader(database, schema, log);
  closes(() => leader.close());
  const bus = await Bus.open({
    url: settings.AMQP_URL,
    name: service,
    shared: 'expect',
    onState: (state) => log.info('broker.state', { state }),
  });
  closes(() => bus.close());
  const stores = {
    held: new HeldMessages(database, service, clock, keys),
    watched: new WatchedPersons(database, schema, clock),
    cursors,
    deliveries: new Deliveries(database, schema, clock),
    parked: new ParkedAnswers(database, schema, service, name, clock),
  };
  await stores.parked.showFormer();
  const metrics = createMetrics(service);
  storeMetrics(metrics, stores);
  const takes = new Set<EventType>();
  const upstreams = new Map<string, Upstream>();
  let stopped = await readStopped(database, service);
  leader.pause(stopped.service);
  await bus.pause(stopped.service);
  const control = startLoop('control', CONTROL_INTERVAL_MS, log, async () => {
    const wanted = await readStopped(database, service);
    if (wanted.service !== stopped.service) log.info('adapter.paused', { state: String(wanted.service) });
    stopped = wanted;
    leader.pause(stopped.service);
    for (const [shown, upstream] of upstreams) upstream.hold(stopped.upstreams.has(shown));
    await bus.pause(stopped.service);
    return 'idle';
  });
  closes(() => control.close());
  const answers = startLoop('answers', ANSWERS_INTERVAL_MS, log, async () =>
    stopped.service ? 'idle' : retryAnswers({ database, service, clock, ...stores }),
  );
  closes(() => answers.close());
  const report = async (): Promise<HealthReport> => ({
    database: await stateOf(database),
    broker: { state: bus.state === 'away' ? 'down' : 'up', needed: true },
    ...keysHealth(keyRing),
    ...Object.fromEntries([...upstreams].map(([shown, upstream]) => [shown, stateOfUpstream(upstream)])),
    ...(stopped.service && { operator: { state: 'degraded', needed: false, code: 'PAUSED' } as const }),
  });
  const health = await serveHealth(settings.SAITE_HOST, settings.SAITE_METRICS_PORT, metrics, report);
  closes(health.close);
  const telling = (await ServiceStates.open(database, clock)).tell(
    service,
    log,
    report,
    () => [...takes],
    () =>
      toldDetail({ bus, cursors, upstreams, notFeeds: [SAME_KEYS, INDEX_VERSION], paused: stopped.service }),
  );
  closes(() => telling.close());
  const loops = [
    startRewrap({ database, keyRing, schemas: [schema], log, metrics }),
    ...references.start(reopen),
  ];
  for (const loop of loops) closes(() => loop.close());
  return {
    name,
    schema,
    log,
    clock,
    keys,
    references,
    database,
    bus,
    metrics,
    healthPort: health.port,
    leader,
    ...stores,
    isPaused: () => stopped.service,
    takes,
    closes,
    shows: (shown, upstream) => {
      upstreams.set(shown, upstream);
      upstream.hold(stopped.upstreams.has(shown));
      closes(async () => upstream.close());
    },
  };
}

const stateOf = async (database: Database): Promise<DependencyState> =>
  database.query('SELECT 1').then(
    () => ({ state: 'up', needed: true }),
    () => ({ state: 'down', needed: true, code: 'DATABASE_AWAY' }),
  );

const stateOfUpstream = (upstream: Upstream): DependencyState => {
  if (upstream.state === 'held') return { state: 'degraded', needed: false, code: 'HELD' };
  return upstream.failing
    ? { state: 'degraded', needed: false, code: 'REGISTER_AWAY' }
    : { state: 'up', needed: false };
};
