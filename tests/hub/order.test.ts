import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { CalendarDate, SaiteEvent } from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import { makePopulation } from '@saite/sandbox';
import pg from 'pg';
import { openTestHub, type TestHub } from '../support/hub.ts';
import { shuffled } from '../support/shuffled.ts';

const PERSONS = 60;
const population = makePopulation(7, PERSONS, { today: '2026-11-20' as CalendarDate });

/** Messages that the hub holds. */
const HELD_BY_HUB = "operations.held WHERE service = 'hub' AND kind = 'message'";

describe('the same population, in order once, and shuffled with copies', () => {
  const hubs: TestHub[] = [];
  before(async () => {
    hubs.push(await openTestHub(), await openTestHub());
  });
  after(async () => {
    for (const hub of hubs) await hub.close();
  });

  /** Services of municipalities for every third person: some deleted, some ended with a later version. */
  const servicesOf = (hub: TestHub): SaiteEvent[] =>
    codes.flatMap((personCode, index) => {
      if (index % 3 !== 0) return [];
      const told = {
        serviceId: `K-${index}`,
        personCode,
        municipality: index % 2 === 0 ? '0001000' : '0025000',
        kind: index % 4 === 0 ? 'home-care' : 'state-long-term-care',
        startedOn: `2025-0${(index % 9) + 1}-15`,
      };
      const first = hub.events.service(told);
      const changed = { ...told, recordVersion: 2 };
      if (index % 5 === 1) return [first, hub.events.service({ ...changed, withdrawn: true })];
      if (index % 5 === 2) return [first, hub.events.service({ ...changed, endedOn: '2026-10-31' })];
      return [first];
    });

  /** VDEĀVK has answered for everybody; it has decided on every second person, and withdrawn some decisions. */
  const disabilitiesOf = (hub: TestHub): SaiteEvent[] => [
    ...[...new Set([...codes, ...population.persons.flatMap(({ formerCodes = [] }) => formerCodes)])].map(
      (code) => hub.events.disabilityChecked(code),
    ),
    ...codes.flatMap((personCode, index) => {
      if (index % 2 !== 0) return [];
      const told = {
        decisionId: `V-${index}`,
        personCode,
        group: index % 8 === 0 ? 'child' : 'II',
        validFrom: `2025-0${(index % 7) + 1}-01`,
      };
      const first = hub.events.disability(told);
      return index % 6 === 4
        ? [first, hub.events.disability({ ...told, recordVersion: 2, withdrawn: true })]
        : [first];
    }),
  ];

  /** What registers contradict each other about now, without names that differ from hub to hub. */
  async function contradictions(client: pg.Client): Promise<string[]> {
    const { rows } = await client.query<{ said: string }>(
      `SELECT kind || since || audience::text || (SELECT string_agg(CASE WHEN fact ->> 'recordId' LIKE 'p1.%'
         THEN (fact::jsonb - 'recordId')::text ELSE fact::text END, ' ' ORDER BY place) FROM json_array_elements(basis) WITH ORDINALITY AS each (fact, place)) AS said
       FROM hub.discrepancy WHERE resolved_at IS NULL`,
    );
    return rows.map(({ said }) => said);
  }

  /** What each code's months say now, without the journal: the newest content of every series of codes. */
  async function answers(hub: TestHub): Promise<string[]> {
    const expected = eventsOf(hub).length;
    const client = new pg.Client({ connectionString: hub.room.databaseUrl });
    await client.connect();
    const count = async (sql: string) =>
      (await client.query<{ count: number }>(`SELECT count(*)::int AS count FROM ${sql}`)).rows[0]?.count ??
      0;
    await until(
      async () => [
        await count('hub.dirty'),
        await count(HELD_BY_HUB),
        await count("hub.fact WHERE source <> 'spolis.placement'"),
      ],
      ([dirty = 1, held = 0, facts = 0]) => dirty === 0 && facts + held >= expected,
      60_000,
    );
    assert.deepEqual([await count(HELD_BY_HUB), await count('hub.held_person')], [0, 0]);
    const { rows } = await client.query<{ said: string }>(
      `SELECT DISTINCT ON (owner.person, month) month || ' ' || statement.content::text || statement.grounds AS said
       FROM hub.statement JOIN hub.person_code owner ON owner.ref = statement.person
       WHERE NOT EXISTS (SELECT FROM hub.absorbed_statement absorbed WHERE absorbed.person = statement.person
         AND absorbed.month = statement.month AND absorbed.version = statement.version)
       ORDER BY owner.person, month, version DESC`,
    );
    const contradicting = await contradictions(client);
    await client.end();
    // References differ from hub to hub, because their keys do; what is said does not. A month that has no day any
    // more was only said where it had been stated before: that is journal.
    return [...rows.map((row) => row.said), ...contradicting]
      .filter((said) => !said.includes('NOT_IN_CARE'))
      .sort();
  }

  const codes = [...new Set(population.placements.map((placement) => placement.personCode))];
  const eventsOf = (hub: TestHub): SaiteEvent[] => [
    ...population.persons.map((person) =>
      hub.events.person({ ...person, formerCodes: [...(person.formerCodes ?? [])] }),
    ),
    ...population.payments.map((payment) => hub.events.payment(payment)),
    ...codes.map((code) => hub.events.incomeChecked(code, '2026-11')),
    ...servicesOf(hub),
    ...disabilitiesOf(hub),
  ];

  it('gives the same statements, and the same contradictions between registers', async () => {
    const [inOrder, mixed] = hubs;
    assert.ok(inOrder && mixed);
    const send = async (hub: TestHub, placements: readonly object[], events: readonly SaiteEvent[]) => {
      for (let from = 0; from < events.length; from += 500)
        await hub.publish(...events.slice(from, from + 500));
      for (const body of placements) {
        const path = 'institutionId' in body ? '/v1/placements' : '/v1/placements/withdraw';
        assert.equal((await hub.call(path, body)).status, 202);
      }
    };
    const placements = [...population.placements, ...population.withdrawals];
    await send(inOrder, placements, eventsOf(inOrder));
    const events = eventsOf(mixed);
    await send(
      mixed,
      shuffled([...placements, ...placements], 1),
      shuffled([...events, ...shuffled(events, 2).slice(0, 800)], 3),
    );
    const first = await answers(inOrder);
    assert.ok(first.length > PERSONS * 10, `${first.length} statements`);
    for (const kind of [
      'residence-differs',
      'same-service-twice',
      'missing-disability',
      'adult-without-group',
    ])
      assert.ok(first.filter((said) => said.startsWith(kind)).length > 3, kind);
    assert.deepEqual(await answers(mixed), first);
  });
});
