import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { Bus, DONE, toMessage } from '@saite/bus';
import { type EventOf, eventContracts, PersonCode, type SaiteEvent } from '@saite/contracts';
import { type Hub, openHub } from '@saite/hub';
import {
  forgetOldIndexKeys,
  type KeyRing,
  makeKeyFile,
  parseKeyFile,
  personRef,
  rotateIndexKey,
} from '@saite/identity';
import { createLog } from '@saite/runtime';
import { openRoom, type Room, until } from '@saite/runtime/testing';
import pg from 'pg';
import { type Issuer, openIssuer } from '../support/issuer.ts';
import { type RegisterEvents, registerEvents } from '../support/register-events.ts';
import { makeTrailKeeping, type TestKeeping } from '../support/trail-keeping.ts';
import { rowsWith } from './fed-system.ts';

const [OLD, NEW, ADULT, PARTNER, CHILD, LATE] = [1, 2, 3, 4, 5, 6].map((number) => `3200000030${number}`) as [
  string,
  string,
  string,
  string,
  string,
  string,
];
const NOW = '2026-11-20';
const QUIET_MS = 500;
const MONTHS = ['2026-10', '2026-11'];
const files = [makeKeyFile()];
for (let version = 2; version <= 3; version += 1) files.push(rotateIndexKey(files.at(-1) ?? ''));
const rings = files.map((file) => parseKeyFile(file));
const [ring1, ring2, ring3] = rings as [KeyRing, KeyRing, KeyRing];
const onlyLast = parseKeyFile(forgetOldIndexKeys(files[2] ?? ''));

/** A key file that somebody may change while the hub holds it. */
class ChangingRing implements KeyRing {
  held: KeyRing = ring1;
  get index() {
    return this.held.index;
  }
  get sealing() {
    return this.held.sealing;
  }
  get audit() {
    return this.held.audit;
  }
  get digest() {
    return this.held.digest;
  }
}

/** A hub that opens itself again when it asks for it, as its process does. */
class Twin {
  readonly ring = new ChangingRing();
  readonly room: Room;
  readonly issuer: Issuer;
  readonly #audit: TestKeeping;
  readonly #token: string;
  readonly eyes: pg.Client;
  readonly bus: Bus;
  #hub: Hub | undefined;
  #opening: Promise<void> = Promise.resolve();

  private constructor(room: Room, issuer: Issuer, token: string, eyes: pg.Client, bus: Bus) {
    this.room = room;
    this.issuer = issuer;
    this.eyes = eyes;
    this.#token = token;
    this.bus = bus;
    this.#audit = makeTrailKeeping();
  }

  static async open(): Promise<Twin> {
    const [room, issuer] = [await openRoom(), await openIssuer()];
    const token = await issuer.token({ sub: 'spolis', roles: ['spolis'] });
    const eyes = new pg.Client({ connectionString: room.databaseUrl });
    await eyes.connect();
    const bus = await Bus.open({ url: room.amqpUrl, name: 'test-registers' });
    const twin = new Twin(room, issuer, token, eyes, bus);
    await twin.#open();
    return twin;
  }

  async #open(): Promise<void> {
    let isAsked = false;
    this.#hub = await openHub({
      amqpUrl: this.room.amqpUrl,
      databaseUrl: this.room.databaseUrl,
      keyRing: this.ring,
      audit: this.#audit,
      issuer: this.issuer.url,
      audience: 'saite',
      host: '127.0.0.1',
      port: 0,
      allowance: {},
      clock: { now: () => new Date(`${NOW}T10:00:00Z`) },
      reopen: () => {
        if (isAsked) return;
        isAsked = true;
        this.#opening = this.reopen();
      },
      log: createLog('twin', process.env.LOG_LEVEL ?? 'silent'),
    });
  }

  async reopen(): Promise<void> {
    await this.#hub?.close();
    await this.#open();
  }

  /** Changes the key, and waits until the hub's own tables are under it. */
  async rotate(ring: KeyRing): Promise<void> {
    this.ring.held = ring;
    const mark = `p${ring.index.current}.`;
    await until(
      async () =>
        (await this.eyes.query("SELECT value FROM hub.setting WHERE name = 'index-version'")).rows[0]?.value,
      (value) => String(value).startsWith(mark),
      60_000,
    );
    await this.#opening;
  }

  async publish(events: readonly SaiteEvent[]): Promise<void> {
    for (const outcome of await this.bus.publish(events.map(toMessage))) assert.equal(outcome, 'sent');
  }

  async call(path: string, body: object): Promise<{ status: number; json: unknown }> {
    const response = await fetch(`${this.#hub?.url}${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${this.#token}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
    return { status: response.status, json: await response.json() };
  }

  /** Publishes an event and waits until it is taken and decided. */
  async decide(event: SaiteEvent): Promise<void> {
    await this.publish([event]);
    await until(
      async () =>
        (
          await this.eyes.query(
            'SELECT EXISTS (SELECT FROM hub.fact WHERE event_id = $1) AND NOT EXISTS (SELECT FROM hub.dirty) AS decided',
            [event.id],
          )
        ).rows[0]?.decided,
      (decided) => decided === true,
      60_000,
    );
  }

  /** Waits until nothing is left to be decided or taken. */
  async quiet(): Promise<void> {
    let busyAt = performance.now();
    await until(
      async () => {
        const { rows } = await this.eyes.query(
          `SELECT (SELECT count(*) FROM hub.dirty) + (SELECT count(*) FROM operations.held WHERE service = 'hub' AND kind = 'message' AND state = 'waiting') AS count`,
        );
        if (Number(rows[0].count) > 0) busyAt = performance.now();
        return performance.now() - busyAt;
      },
      (quietMs) => quietMs > QUIET_MS,
      60_000,
    );
  }

  async close(): Promise<void> {
    await this.#opening;
    await this.#hub?.close();
    await this.bus.close();
    await this.eyes.end();
    await this.issuer.close();
    await this.room.close();
    this.#audit.close();
  }
}

const place = (placementId: string, personCode: string, more: object = {}) => ({
  placementId,
  recordVersion: 1,
  personCode,
  programme: 'adult-long-term-care',
  institutionId: 'VSAC-KURZEME-01',
  startedOn: '2026-09-01',
  dailyCost: '20.00',
  ...more,
});
const PLACEMENTS = [
  place('t-1', OLD),
  place('t-2', ADULT, { startedOn: '2026-10-15' }),
  place('t-3', CHILD, { programme: 'child-out-of-family', institutionId: 'BSRC-1', startedOn: '2026-03-01' }),
];

/** What registers tell of everybody, and tell again for ever. */
const told = (events: RegisterEvents): SaiteEvent[] => [
  events.payment({
    paymentId: 'p-9',
    personCode: NEW,
    periodFrom: '2026-10',
    periodTo: '2026-12',
    granted: '20.00',
    kind: 'SERVICE_PENSION',
  }),
  ...[OLD, ADULT].map((personCode, place) =>
    events.payment({
      paymentId: `p-${place}`,
      personCode,
      periodFrom: '2026-01',
      periodTo: '2026-12',
      granted: '450.00',
    }),
  ),
  ...[OLD, ADULT].map((code) => events.incomeChecked(code, '2026-11')),
  events.person({ personCode: ADULT, residence: { atvk: '0001000', since: '2020-01-01' } }),
  events.person({
    personCode: CHILD,
    bornOn: '2020-01-10',
    residence: { atvk: '0001000', since: '2020-02-01' },
  }),
  events.childChecked(CHILD),
  events.crisis({ crisisId: 'K-1', childCode: CHILD, occurredAt: '2026-11-18T10:00:00Z' }),
  events.service({ serviceId: 's-1', personCode: ADULT, municipality: '0003000', startedOn: '2026-10-01' }),
  events.disability({ decisionId: 'v-1', personCode: ADULT, validFrom: '2020-01-01' }),
];
/** A former code joins two persons, as after a change of code; and somebody is heard of for the first time. */
const merged = (events: RegisterEvents): SaiteEvent[] => [
  events.person({ personCode: NEW, formerCodes: [OLD] }),
];
const late = (events: RegisterEvents): SaiteEvent[] => [
  events.disability({ decisionId: 'v-2', personCode: LATE, validFrom: '2021-01-01' }),
  events.disabilityChecked(LATE),
  events.service({ serviceId: 's-2', personCode: LATE, startedOn: '2026-10-01' }),
];

describe('a hub whose index key is changed twice, beside one whose key stays', () => {
  const heard: EventOf<'saite.person-ref.renewed.v1'>[] = [];
  let changed: Twin;
  let twin: Twin;
  before(async () => {
    [changed, twin] = [await Twin.open(), await Twin.open()];
    await changed.bus.consume({
      queue: 'saite.test.reader',
      patterns: ['saite.person-ref.renewed.v1'],
      batchSize: 100,
      handle: async (batch) => {
        for (const { body } of batch)
          heard.push(eventContracts['saite.person-ref.renewed.v1'].parse(JSON.parse(body.toString())));
        return batch.map(() => DONE);
      },
      hold: async () => {},
      isTransient: () => false,
      onTrouble: () => {},
    });
  });
  after(async () => {
    await changed?.close();
    await twin?.close();
  });
  const both = async (work: (hub: Twin) => Promise<unknown>) => {
    for (const hub of [changed, twin]) await work(hub);
  };
  /** One after another: how often somebody is decided would else be how the events fell into batches. */
  const tellFirst = async (events: (made: RegisterEvents) => SaiteEvent[], ring: KeyRing) => {
    for (const event of events(registerEvents(ring))) await changed.decide(event);
    for (const event of events(registerEvents(ring1))) await twin.decide(event);
    await both((hub) => hub.quiet());
  };
  /** As adapters tell it: each under the version that its own data are under. */
  const tell = async (events: (made: RegisterEvents) => SaiteEvent[], ring: KeyRing) => {
    await changed.publish(events(registerEvents(ring)));
    await twin.publish(events(registerEvents(ring1)));
    await both((hub) => hub.quiet());
  };

  /** Everything that is answered and stored, references and random ids left out. */
  async function pictureOf(hub: Twin): Promise<unknown> {
    const answers: unknown[] = [];
    for (const code of [OLD, NEW, ADULT, PARTNER, CHILD, LATE]) {
      for (const month of MONTHS) {
        answers.push(await hub.call('/v1/allowances/query', { personCode: code, month }));
        answers.push(await hub.call('/v1/allowances/history', { personCode: code, month }));
      }
      for (const on of [undefined, '2026-06-01', '2026-09-15'])
        answers.push(await hub.call('/v1/children/query', { childCode: code, ...(on && { on }) }));
      answers.push(await hub.call('/v1/persons/query', { personCode: code }));
    }
    const { rows: tables } = await hub.eyes.query<{ name: string }>(
      `SELECT relname AS name FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace
       WHERE nspname = 'hub' AND relkind = 'r' AND relname !~ '^(outbox_|first_ref|setting|idempotency|introduction)' ORDER BY 1`,
    );
    const counts: Record<string, number> = {};
    for (const { name } of tables)
      counts[name] = Number(
        (await hub.eyes.query(`SELECT count(*) AS count FROM hub.${name}`)).rows[0].count,
      );
    // An alert is raised again when a later fact names others to tell: how often, is how the events fell into batches.
    const { rows: events } = await hub.eyes.query(
      `SELECT event_type AS type, count(DISTINCT coalesce(event #>> '{data,alertId}', event_id, person || month || version)) AS count
       FROM hub.outbox GROUP BY 1 ORDER BY 1`,
    );
    const { rows: facts } = await hub.eyes.query(
      // Who came new under the new key has another first reference than the twin's, and so ids that are made of it.
      "SELECT source, version, event_id FROM hub.fact WHERE source <> 'vdeavk.person' ORDER BY event_id",
    );
    const text = JSON.stringify({ answers, counts, events, facts });
    return JSON.parse(
      text
        .replace(/p[0-9]\.[A-Za-z0-9_-]{22}/g, 'REF')
        .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, 'ID')
        .replace(/"(recordedAt|computedAt|foundAt)":"[^"]+"/g, '"$1":"AT"'),
    );
  }
  const isTheSame = async () => assert.deepEqual(await pictureOf(changed), await pictureOf(twin));

  it('begins like it', async () => {
    await both(async (hub) => {
      for (const placement of PLACEMENTS)
        assert.equal((await hub.call('/v1/placements', placement)).status, 202);
      await hub.quiet();
    });
    await tellFirst(told, ring1);
    await isTheSame();
  });

  it('is like it after the first change, though registers go on under the old key, and all is told again', async () => {
    await changed.rotate(ring2);
    await isTheSame();
    await tell(told, ring1);
    await isTheSame();
  });

  it('takes a change of code and a new person between the changes, told under either key', async () => {
    await tellFirst(merged, ring1);
    await tellFirst(late, ring2);
    await both(async (hub) => {
      assert.equal((await hub.call('/v1/placements', place('t-4', PARTNER))).status, 202);
    });
    await both((hub) => hub.quiet());
    await isTheSame();
  });

  it('is like it after a second change before the first key was forgotten, and with the last key alone', async () => {
    await changed.rotate(ring3);
    await tell((events) => [...told(events), ...merged(events), ...late(events)], ring1);
    await isTheSame();
    await until(
      () => rowsWith(changed.eyes, '(?<![A-Za-z0-9_-])p[12]\\.[A-Za-z0-9_-]{22}', ['audit.entry']),
      (found) => Object.keys(found).length === 0,
      60_000,
    );
    changed.ring.held = onlyLast;
    await changed.reopen();
    await both(async (hub) => {
      for (const placement of PLACEMENTS)
        assert.equal((await hub.call('/v1/placements', placement)).status, 202);
    });
    await isTheSame();
  });

  it('tells readers of each reference what took its place, and nothing else', () => {
    const renewed = heard.map((event) => [event.data.formerRef, event.subject]);
    for (const code of [OLD, ADULT, CHILD].map((text) => PersonCode.parse(text)))
      for (const version of [1, 2]) {
        const [former, ref] = [personRef(ring3, code, version), personRef(ring3, code, version + 1)];
        assert.ok(
          renewed.some(([before, now]) => before === former && now === ref),
          `version ${version}`,
        );
      }
    assert.equal(new Set(heard.map(({ id }) => id)).size, new Set(renewed.map(([, ref]) => ref)).size);
  });
});
