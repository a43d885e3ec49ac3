import { createHash } from 'node:crypto';
import { Bus, DEAD_LETTERS, type Delivery } from '@saite/bus';
import type { KeyRing } from '@saite/identity';
import {
  type Clock,
  type Closer,
  Counter,
  countHeld,
  type Database,
  dayInRiga,
  demandSameKeys,
  Gauge,
  type HealthReport,
  HeldMessages,
  inTransaction,
  isTransient,
  keysHealth,
  type Log,
  type MessageToHold,
  migrate,
  moveHeldMessages,
  OPERATIONS_SCHEMA,
  OPERATIONS_STEPS,
  PERSON_REFS,
  References,
  type Registry,
  readStopped,
  rigaDate,
  ServiceStates,
  startLoop,
  startRewrap,
  type ToldState,
} from '@saite/runtime';
import { AUDIT_SCHEMA, AUDIT_STEPS } from './audit/schema.ts';
import { openTrail, type Trail, type TrailKeeping } from './audit/trail.ts';
import { type AllowanceDecision, type AllowancePolicies, decideAllowance } from './cases/allowance/index.ts';
import { type ChildCareDecision, type ChildCarePolicies, decideChildCare } from './cases/child-care/index.ts';
import {
  DISCREPANCY_POLICIES,
  type DiscrepancyDecision,
  decideDiscrepancies,
} from './cases/discrepancies/index.ts';
import { currentCode } from './deciders/current-code.ts';
import { bindCase, createDeciders, type Deciders, LANES, type RunnableCase } from './deciders/decide.ts';
import { showFormerHeldPersons } from './deciders/held-persons.ts';
import { markAllIfDeciderChanged, wakeDuePersons } from './deciders/wake-ups.ts';
import { ReplayGuard } from './doors/soap/security/replay.ts';
import { IdsLikeCodes } from './facts/ids-like-codes.ts';
import { createIntake, INTAKE_PATTERNS, INTAKE_QUEUE } from './intake/intake.ts';
import { recordChildCare } from './journal/child-care/record.ts';
import { showFormerHeldDeliveries } from './journal/deliveries/held.ts';
import { recordDiscrepancies } from './journal/discrepancies/record.ts';
import { recordStatements } from './journal/record-statements.ts';
import { advanceJobs } from './operator/jobs/advance.ts';
import { forgetOld, sumCounts } from './operator/keeping.ts';
import { takeSamples } from './operator/samples.ts';
import { startPreparing } from './persons/prepare-refs.ts';
import { renewalRules } from './persons/renew-refs.ts';
import { introduceServices } from './relay/introductions.ts';
import { rotateOutbox } from './relay/outbox.ts';
import { relayNext, resendUnsafe } from './relay/relay.ts';
import { HUB_SCHEMA, HUB_STEPS } from './store/schema.ts';
import { keptSetting } from './store/setting.ts';

/** Grows when deciding gives something else for the same facts; every person is then decided again. */
export const PROGRAM_VERSION = '3';

/** Whoever leaves work for relay or deciders wakes them; this finds what a process left that ended before it could. */
const UNWOKEN_MS = 1_000;

/** What each case decides by. */
export interface Policies {
  readonly allowance: AllowancePolicies;
  readonly childCare: ChildCarePolicies;
}

export interface EngineOptions {
  readonly amqpUrl: string;
  readonly database: Database;
  readonly keyRing: KeyRing;
  readonly policies: Policies;
  /** Digest of the configuration that the policies were made from. */
  readonly policiesDigest: string;
  readonly audit: TrailKeeping;
  /** How long what operators dismissed is kept, days. */
  readonly dismissedDays: number;
  readonly clock: Clock;
  /** Closes all of it and opens it again; `runService` hands it in. */
  readonly reopen: () => void;
  readonly log: Log;
  readonly metrics: Registry;
}

/** The hub without its doors: intake, deciders, wake-ups and relay. */
export interface Engine {
  readonly deciders: Deciders;
  readonly references: References;
  readonly trail: Trail;
  /** Counts facts with ids that look like personal codes, of the intake and of the doors. */
  readonly idsLikeCodes: IdsLikeCodes;
  /** Called by a door after it appended facts: decide and relay now. */
  wake(): void;
  health(): Promise<HealthReport>;
  /** What each other service last told of itself. */
  services(): Promise<HealthReport>;
  /** Everything that each service last told, the hub too. */
  told(): Promise<ToldState[]>;
  readonly close: Closer;
}

/** Name of this service, as it is found among the others. */
const HUB = 'hub';
const INTAKE_BATCH = 200;
const DECIDER_BATCH = 250;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Opens the engine: migrates, connects, and works until it is closed. */
export async function openEngine(options: EngineOptions): Promise<Engine> {
  const { database, clock, log, metrics } = options;
  await migrate(database, AUDIT_SCHEMA, AUDIT_STEPS);
  await migrate(database, OPERATIONS_SCHEMA, OPERATIONS_STEPS);
  await migrate(database, HUB_SCHEMA, HUB_STEPS);
  await moveHeldMessages(database, HUB_SCHEMA, HUB);
  await inTransaction(database, async (transaction) => {
    await showFormerHeldPersons(transaction, clock.now());
    await showFormerHeldDeliveries(transaction, clock.now());
  });
  await demandSameKeys(options.keyRing, keptSetting(database, 'same-keys'));
  const references = await References.open({
    name: 'hub',
    database,
    keyRing: options.keyRing,
    schemas: [HUB_SCHEMA, OPERATIONS_SCHEMA],
    schema: HUB_SCHEMA,
    word: keptSetting(database, 'index-version'),
    rules: renewalRules(options.keyRing),
    log,
  });
  const { keys } = references;
  await rotateOutbox(database, clock.now());
  let outboxReadyOn = rigaDate(clock.now());
  const states = await ServiceStates.open(database, clock);
  const counters = createCounters(metrics);
  const held = new HeldMessages(database, HUB, clock, keys);

  const allowance: RunnableCase<AllowanceDecision> = {
    name: 'allowance',
    decide: (known, today) => decideAllowance(known.facts, options.policies.allowance, today),
    wakeOn: (decision) => decision.wakeOn,
    record: recordStatements(
      (known) => currentCode(keys, known),
      options.policies.allowance,
      PROGRAM_VERSION,
    ),
  };
  const childCare: RunnableCase<ChildCareDecision | null> = {
    name: 'child-care',
    decide: (known, today) => decideChildCare(known.facts, options.policies.childCare, today, dayInRiga),
    wakeOn: (decision) => decision?.wakeOn ?? null,
    record: recordChildCare(keys),
  };
  const discrepancies: RunnableCase<DiscrepancyDecision> = {
    name: 'discrepancies',
    decide: (known, today) => decideDiscrepancies(known.facts, DISCREPANCY_POLICIES, today),
    wakeOn: (decision) => decision.wakeOn,
    record: recordDiscrepancies(keys),
  };
  const cases = [bindCase(allowance, log), bindCase(childCare, log), bindCase(discrepancies, log)];
  const deciders = createDeciders(database, references, clock, cases, DECIDER_BATCH, (persons) =>
    counters.decided.inc(persons),
  );
  const decider = createHash('sha256')
    .update(`${PROGRAM_VERSION}/${options.policiesDigest}`)
    .digest('base64url');
  if (await markAllIfDeciderChanged(database, decider))
    log.info('engine.everyone-dirty', { code: 'DECIDER_CHANGED' });

  let lost = true; // what was sent just before the last end may be lost as well
  const bus = await Bus.open({
    url: options.amqpUrl,
    name: 'saite-hub',
    onState: (state) => {
      log.info('bus.state', { state });
      if (state === 'away') lost = true;
    },
  });
  const relay = startLoop('relay', UNWOKEN_MS, log, async () => {
    if (bus.state === 'away') return 'idle';
    if (lost) {
      await resendUnsafe(database);
      lost = false;
    }
    return relayNext(database, bus, clock, (count) => counters.relayed.inc(count));
  });
  const deciding = Array.from({ length: LANES }, (_, lane) =>
    startLoop('decider', UNWOKEN_MS, log, async () => {
      const outcome = await deciders.decideNext(lane);
      if (outcome === 'more') relay.wake();
      return outcome;
    }),
  );
  const jobs = startLoop('jobs', 250, log, () => advanceJobs(database, clock));
  const wake = () => {
    for (const loop of deciding) loop.wake();
    relay.wake();
    jobs.wake();
  };
  const idsLikeCodes = new IdsLikeCodes(metrics);
  const handle = createIntake(database, references, clock, (facts) => {
    counters.taken.inc(facts.length);
    idsLikeCodes.note(facts);
    for (const loop of deciding) loop.wake();
  });
  const consumer = {
    batchSize: INTAKE_BATCH,
    hold: (messages: Parameters<HeldMessages['hold']>[0]) => held.hold(messages),
    isTransient,
  };
  const onTrouble = (queue: string, attempt: number, error: unknown) => {
    if (attempt === 1) log.warn('intake.waiting', { part: queue, attempt }, error);
  };
  let stopped = await readStopped(database, HUB);
  await bus.pause(stopped.service);
  await bus.consume({ ...consumer, queue: INTAKE_QUEUE, patterns: INTAKE_PATTERNS, handle, onTrouble });
  await bus.consume({ ...consumer, queue: DEAD_LETTERS, patterns: [], handle: parkDead, onTrouble });

  const trail = openTrail({ ...options.audit, database, clock, log, metrics });
  const ownHealth = async (): Promise<HealthReport> => ({
    ...(await healthOf(database, bus, trail, counters.waiting)),
    ...keysHealth(options.keyRing),
    ...(stopped.service && { operator: { state: 'degraded', needed: false, code: 'PAUSED' } as const }),
  });
  const loops = [
    relay,
    ...deciding,
    jobs,
    startRewrap({ ...options, schemas: [HUB_SCHEMA, OPERATIONS_SCHEMA, PERSON_REFS.schema] }),
    startPreparing({ ...options, bus }),
    ...references.start(options.reopen),
    startLoop('control', 1_000, log, async () => {
      const wanted = await readStopped(database, HUB);
      if (wanted.service !== stopped.service) log.info('engine.paused', { state: String(wanted.service) });
      stopped = wanted;
      await bus.pause(stopped.service);
      return 'idle';
    }),
    states.tell(
      HUB,
      log,
      ownHealth,
      undefined, // it is told of nothing by itself
      async () => ({
        upstreams: [],
        feeds: [],
        queues: await bus.queues(),
        stopped: stopped.service ? [''] : [],
      }),
    ),
    startLoop('held-counts', 1_000, log, () => sumCounts(database)),
    startLoop('samples', 10_000, log, async () => {
      await takeSamples(database, await states.readAll(), clock.now());
      return 'idle';
    }),
    startLoop('retry-held', 1_000, log, async () =>
      stopped.service ? 'idle' : held.retryDue(INTAKE_QUEUE, handle),
    ),
    startLoop('retry-dead', 1_000, log, async () =>
      bus.state === 'away' ? 'idle' : held.retryDue(DEAD_LETTERS, (dead) => publishAgain(bus, dead)),
    ),
    startLoop('wake-ups', 1_000, log, async () => {
      const today = rigaDate(clock.now());
      if (today !== outboxReadyOn) await rotateOutbox(database, clock.now());
      outboxReadyOn = today;
      const outcome = await wakeDuePersons(database, clock);
      if (outcome === 'more') wake();
      return outcome;
    }),
    startLoop('introductions', 5_000, log, async () => {
      const count = await introduceServices(database, clock, await states.takers());
      if (count > 0) log.info('engine.services-introduced', { count });
      return 'idle';
    }),
    startLoop('housekeeping', HOUR_MS, log, async () => {
      const yesterday = new Date(clock.now().getTime() - 24 * HOUR_MS);
      await database.query('DELETE FROM hub.idempotency WHERE made_at < $1', [yesterday]);
      await database.query('DELETE FROM hub.viss_result WHERE made_at < $1', [yesterday]);
      await new ReplayGuard(database).forget(clock.now());
      await forgetOld(database, new Date(clock.now().getTime() - options.dismissedDays * DAY_MS));
      await reportLoneWithdrawals(database, clock, counters.loneWithdrawals, log);
      return 'idle';
    }),
  ];
  return {
    deciders,
    references,
    trail,
    idsLikeCodes,
    wake,
    services: () => states.read(),
    told: () => states.readAll(),
    health: async () => ({ ...(await ownHealth()), ...(await states.read().catch(() => ({}))) }),
    close: async () => {
      await Promise.all(loops.map((loop) => loop.close()));
      await trail.close();
      await bus.close();
      await references.close();
    },
  };
}

/** Gives what the broker gave up on to its queues once more; whoever has it already takes it as known. */
async function publishAgain(
  bus: Bus,
  dead: readonly Delivery[],
): Promise<({ verdict: 'done' } | MessageToHold['verdict'])[]> {
  const outcomes = await bus.publish(
    dead.map(({ type, id, body }) => ({ type, id: id ?? '', body: body.toString('utf8') })),
  );
  return outcomes.map((outcome) =>
    outcome === 'sent'
      ? { verdict: 'done' }
      : outcome === 'no-queue'
        ? { verdict: 'park', code: 'NO_QUEUE', detail: 'no queue takes messages of this type' }
        : { verdict: 'later', code: 'NOT_SENT', detail: 'the broker did not confirm it' },
  );
}

/** What the broker gave up on is kept for an operator; it was delivered far too often. */
const parkDead = async (batch: readonly Delivery[]) =>
  batch.map(() => ({
    verdict: 'park' as const,
    code: 'DEAD_LETTER',
    detail: 'the broker gave up on this message',
  }));

function createCounters(metrics: Registry) {
  const registers = [metrics];
  return {
    taken: new Counter({ name: 'saite_facts_taken_total', help: 'Facts taken in from registers', registers }),
    decided: new Counter({ name: 'saite_persons_decided_total', help: 'Persons decided', registers }),
    relayed: new Counter({
      name: 'saite_events_relayed_total',
      help: 'Events published and confirmed',
      registers,
    }),
    waiting: new Gauge({
      name: 'saite_waiting',
      help: 'What waits, by kind',
      labelNames: ['what'],
      registers,
    }),
    loneWithdrawals: new Gauge({
      name: 'saite_lone_withdrawals',
      help: 'Withdrawals without what they withdraw for a day',
      registers,
    }),
  };
}

async function reportLoneWithdrawals(
  database: Database,
  clock: Clock,
  gauge: Gauge,
  log: Log,
): Promise<void> {
  const { rows } = await database.query<{ count: number }>(
    `SELECT count(*) AS count FROM hub.fact WHERE withdrawn AND version > 1 AND known_at < $1
     AND NOT EXISTS (SELECT FROM hub.fact other WHERE other.source = fact.source AND other.record_id = fact.record_id AND other.version <> fact.version)`,
    [new Date(clock.now().getTime() - 24 * HOUR_MS)],
  );
  const count = rows[0]?.count ?? 0;
  gauge.set(count);
  if (count > 0) log.warn('facts.lone-withdrawals', { count, state: rigaDate(clock.now()) });
}

async function healthOf(database: Database, bus: Bus, trail: Trail, waiting: Gauge): Promise<HealthReport> {
  const broker = bus.state === 'away' ? 'down' : bus.state === 'blocked' ? 'degraded' : 'up';
  try {
    const { rows } = await database.query<Record<string, number>>(
      `SELECT (SELECT count(*) FROM hub.dirty) AS dirty, (SELECT count(*) FROM hub.outbox WHERE sent_at IS NULL) AS outbox,
        (SELECT count(*) FROM hub.held_person) AS held_persons`,
    );
    const parked = (await countHeld(database, HUB)).filter(
      ({ kind, state }) => kind === 'message' && state === 'parked',
    );
    waiting.set(
      { what: 'parked_messages' },
      parked.reduce((sum, { count }) => sum + count, 0),
    );
    for (const [what, count] of Object.entries(rows[0] ?? {})) waiting.set({ what }, count);
    return {
      broker: { state: broker, needed: true },
      database: { state: 'up', needed: true },
      audit: trail.health(),
    };
  } catch {
    return {
      broker: { state: broker, needed: true },
      database: { state: 'down', needed: true, code: 'DATABASE_AWAY' },
    };
  }
}
