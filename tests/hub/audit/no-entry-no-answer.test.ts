import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, afterEach, before, describe, it } from 'node:test';
import {
  AuditLog,
  CareAlertList,
  ChildWorklist,
  ContactReportList,
  DeliveryList,
  DiscrepancyList,
  GROUNDS,
  InstitutionClients,
  type Operation,
  operations,
  PersonCode,
  PersonOverview,
  Problem,
} from '@saite/contracts';
import { personRef } from '@saite/identity';
import { until } from '@saite/runtime/testing';
import pg from 'pg';
import { childPlacement } from '../../support/children.ts';
import { holdSome } from '../../support/held.ts';
import { openTestHub, type TestHub } from '../../support/hub.ts';
import {
  AUDITOR,
  answeringCalls,
  CHILD,
  CLIENT,
  COURT,
  type Example,
  OPERATOR,
  PLACEMENT,
  REPORT,
  RIGA,
  SPOLIS,
} from './answering-calls.ts';

const NOBODY = '32000000999';

const calls = Object.entries<Operation>(operations).filter(([, { open }]) => !open);
/** Figures of the system are no look at anybody; and an operator needs them most when something is broken. */
const FIGURES: ReadonlySet<string> = new Set(
  Object.entries(GROUNDS).flatMap(([id, { figures }]) => (figures ? [id] : [])),
);
const all = calls.filter(([id]) => !FIGURES.has(id));
/** What breaks the audit trail, and what mends it. */
const BREAKAGES = {
  'the disk is full': [
    `CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'full' USING ERRCODE = 'disk_full'; END $$;
     CREATE TRIGGER refuse BEFORE INSERT ON audit.entry EXECUTE FUNCTION public.refuse()`,
    'DROP FUNCTION public.refuse() CASCADE',
  ],
  'the right to write was taken': [
    `CREATE FUNCTION public.refuse() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN RAISE EXCEPTION 'no' USING ERRCODE = 'insufficient_privilege'; END $$;
     CREATE TRIGGER refuse BEFORE INSERT ON audit.pending EXECUTE FUNCTION public.refuse()`,
    'DROP FUNCTION public.refuse() CASCADE',
  ],
  'the trail is gone': ['ALTER TABLE audit.entry RENAME TO away', 'ALTER TABLE audit.away RENAME TO entry'],
} as const;

describe('without an entry in the audit trail there is no answer', () => {
  let hub: TestHub;
  let database: pg.Client;
  let behind: Server;
  let asked = 0;
  let examples: Readonly<Record<string, Example>>;

  const call = async ({ claims, path, body, headers }: Example) =>
    hub.call(path, body, {
      token: await hub.token({ ...claims }),
      headers: { 'accept-language': 'en', ...headers },
    });
  const good = async (example: Example) => {
    const answer = await call(example);
    assert.ok(
      answer.status === 200 || answer.status === 202,
      `${example.path} ${answer.status} ${answer.text}`,
    );
    return answer.json;
  };
  const answers = async (): Promise<number> => {
    const { rows } = await database.query('SELECT count(DISTINCT answer_id)::int AS count FROM audit.entry');
    return rows[0].count;
  };
  const entries = async (): Promise<number> => {
    const { rows } = await database.query('SELECT count(*)::int AS count FROM audit.entry');
    return rows[0].count;
  };
  /** Everything that a call could have changed. */
  const kept = async (): Promise<unknown> => {
    const tables = [
      'hub.fact',
      'hub.idempotency',
      'hub.delivery',
      'hub.care_alert',
      'hub.discrepancy',
      'hub.statement',
      'hub.code_identity',
      // What an operator says of a job; how far it is, it says by itself.
      "(SELECT job_id, action, rate, operator, note, state = 'paused' AS paused FROM operations.job)",
      'operations.edit',
      'operations.control',
      'audit.embargo',
      'audit.head',
    ];
    const digests = await Promise.all(
      tables.map(async (table) => {
        const { rows } = await database.query(
          `SELECT count(*)::int AS count, md5(string_agg(row::text, '' ORDER BY row::text)) AS digest FROM ${table} row`,
        );
        return [table, rows[0]];
      }),
    );
    return Object.fromEntries(digests);
  };

  before(async () => {
    behind = createServer((request, response) => {
      asked += 1;
      request
        .resume()
        .on('end', () =>
          response
            .writeHead(request.method === 'POST' ? 202 : 200, { 'content-type': 'application/json' })
            .end('{"items":[],"next":null}'),
        );
    });
    await new Promise<void>((resolve) => behind.listen(0, '127.0.0.1', resolve));
    const address = behind.address();
    const url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    const now = new Date('2026-11-20T10:00:00Z');
    hub = await openTestHub({ clock: { now: () => now }, behind: { sopa: url } });
    database = new pg.Client({ connectionString: hub.room.databaseUrl });
    await database.connect();
    await hub.publish(
      hub.events.person({
        personCode: CLIENT,
        diedOn: '2026-10-20',
        residence: { atvk: RIGA, since: '2016-01-01' },
      }),
      hub.events.person({
        personCode: CHILD,
        bornOn: '2015-04-10',
        residence: { atvk: RIGA, since: '2016-01-01' },
      }),
      hub.events.custody({
        decisionId: 'L-1',
        childCode: CHILD,
        kind: 'custody-suspended',
        effectiveFrom: '2026-02-01',
      }),
      hub.events.crisis({ crisisId: 'K-1', childCode: CHILD, occurredAt: '2026-11-19T10:00:00Z' }),
    );
    await good({ claims: SPOLIS, path: '/v1/placements', body: { ...PLACEMENT, endedOn: '2026-11-01' } });
    await good({ claims: SPOLIS, path: '/v1/placements', body: childPlacement({ personCode: CHILD }) });
    await good({ claims: SPOLIS, path: '/v1/contact-reports', body: REPORT });
    const alerts = await until(
      async () => CareAlertList.parse(await good({ claims: SPOLIS, path: '/v1/care-alerts' })).items,
      (items) => items.some(({ kind }) => kind === 'crisis-reported'),
    );
    const deliveries = await until(
      async () => DeliveryList.parse(await good({ claims: OPERATOR, path: '/v1/deliveries' })).items,
      (items) => items.length > 2,
    );
    const log = AuditLog.parse(await good({ claims: AUDITOR, path: '/v1/audit-log' })).items;
    const refOf = (code: string) => personRef(hub.keyRing, PersonCode.parse(code));
    const held = await holdSome(hub, CLIENT);
    examples = answeringCalls({
      clientRef: refOf(CLIENT),
      childRef: refOf(CHILD),
      alertId: alerts.find(({ kind }) => kind === 'crisis-reported')?.alertId,
      deliveryId: deliveries[0]?.deliveryId,
      entryId: log.find(({ personRef }) => personRef !== null)?.entryId,
      held,
    });
  });
  after(async () => {
    await database.end();
    await hub.close();
    behind.close();
  });

  it('of every operation that is not open to everybody', () => {
    assert.deepEqual(Object.keys(examples).sort(), calls.map(([id]) => id).sort());
  });

  for (const [what, [breaks, mends]] of Object.entries(BREAKAGES)) {
    describe(`when ${what}`, () => {
      before(() => database.query(breaks));
      after(() => database.query(mends));

      for (const [id] of all)
        it(`${id} answers an error, shows nothing and keeps nothing`, async () => {
          const example = examples[id];
          assert.ok(example);
          const before = await kept();
          const askedBefore = asked;
          const answer = await call(example);
          assert.ok(answer.status >= 500, `${answer.status} ${answer.text}`);
          assert.ok(['INTERNAL', 'UNAVAILABLE'].includes(Problem.parse(answer.json).code));
          assert.deepEqual(await kept(), before);
          assert.equal(asked, askedBefore, 'the service behind was asked');
        });

      for (const id of FIGURES)
        it(`${id} still answers: it shows nobody`, async () => {
          const example = examples[id];
          assert.ok(example);
          await good(example);
        });
    });
  }

  describe('and each answer that a client counts is one in the trail', () => {
    let counted = 0;
    before(async () => {
      counted = await answers();
    });
    afterEach(async () => assert.equal(await answers(), counted));

    for (const [id] of all)
      it(`of ${id}`, async () => {
        const example = examples[id];
        assert.ok(example);
        await good(example);
        counted += 1;
      });

    for (const id of FIGURES)
      it(`and ${id}, which a page asks for every few seconds, is none`, async () => {
        const example = examples[id];
        assert.ok(example);
        await good(example);
      });

    it('of repeated calls with an idempotency key: the change is made once, each answer counts', async () => {
      const body = { ...PLACEMENT, placementId: 'p-3', startedOn: '2018-12-01', endedOn: '2018-12-02' };
      const before = await database.query(
        "SELECT count(*)::int AS count FROM hub.fact WHERE source = 'spolis.placement'",
      );
      for (let repeat = 0; repeat < 3; repeat += 1) {
        await good({ claims: SPOLIS, path: '/v1/placements', body, headers: { 'idempotency-key': 'once' } });
        counted += 1;
      }
      const after = await database.query(
        "SELECT count(*)::int AS count FROM hub.fact WHERE source = 'spolis.placement'",
      );
      assert.equal(after.rows[0].count, before.rows[0].count + 1);
    });

    it('of many at once', async () => {
      const example = examples.queryPerson;
      assert.ok(example);
      const seen = await Promise.all(Array.from({ length: 40 }, () => good(example)));
      for (const one of seen) PersonOverview.parse(one);
      counted += 40;
    });

    it('of lists, with an entry for each person that they show', async () => {
      for (const [id, personsOf] of [
        [
          'listCareAlerts',
          (json: unknown) => CareAlertList.parse(json).items.map(({ childRef }) => childRef),
        ],
        ['listChildren', (json: unknown) => ChildWorklist.parse(json).items.map(({ childRef }) => childRef)],
        [
          'listInstitutionClients',
          (json: unknown) => InstitutionClients.parse(json).clients.map(({ personRef: ref }) => ref),
        ],
        [
          'listContactReports',
          (json: unknown) => ContactReportList.parse(json).items.map(({ childRef }) => childRef),
        ],
        [
          'listDiscrepancies',
          (json: unknown) => DiscrepancyList.parse(json).items.map(({ personRef }) => personRef),
        ],
      ] as const) {
        const example = examples[id];
        assert.ok(example);
        const before = await entries();
        const persons = new Set(personsOf(await good(example)));
        assert.equal(await entries(), before + Math.max(1, persons.size), id);
        counted += 1;
      }
    });

    it('and none of what was refused: nothing was shown', async () => {
      const refused: readonly (readonly [number, Example])[] = [
        [404, { claims: SPOLIS, path: '/v1/persons/query', body: { personCode: NOBODY } }],
        [404, { claims: COURT, path: '/v1/contact-reports/none' }],
        [403, { claims: AUDITOR, path: '/v1/persons/query', body: { personCode: CHILD } }],
        [422, { claims: SPOLIS, path: '/v1/persons/query', body: { personCode: CHILD, more: 1 } }],
        [409, { claims: SPOLIS, path: '/v1/placements', body: { ...PLACEMENT, endedOn: '2026-11-02' } }],
      ];
      for (const [status, example] of refused) assert.equal((await call(example)).status, status);
    });
  });
});
