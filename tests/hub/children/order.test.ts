import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CalendarDate, type SaiteEvent } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { eachChild, type MadeChild } from '@saite/sandbox';
import pg from 'pg';
import { askChild } from '../../support/children.ts';
import { openTestHub, type TestHub } from '../../support/hub.ts';
import { shuffled } from '../../support/shuffled.ts';

const TODAY = '2026-11-20';
const children = [...eachChild(11, 220, { today: CalendarDate.parse(TODAY) })];
const all = <Item>(of: (child: MadeChild) => readonly Item[]): Item[] => children.flatMap(of);

describe('the same children, in order once, and shuffled with copies and delays', () => {
  const hubs: TestHub[] = [];
  before(async () => {
    const clock = { now: () => new Date(`${TODAY}T10:00:00Z`) };
    hubs.push(await openTestHub({ clock }), await openTestHub({ clock }));
  });
  after(async () => {
    for (const hub of hubs) await hub.close();
  });

  const eventsOf = ({ events }: TestHub): SaiteEvent[] => [
    ...all(({ persons }) => persons).map((person) =>
      events.person({ ...person, formerCodes: [...(person.formerCodes ?? [])] }),
    ),
    ...all(({ decisions }) => decisions).map(({ courtId, ...decision }) =>
      events.custody({ ...decision, court: courtId }),
    ),
    ...all(({ crises }) => crises).map((crisis) => events.crisis(crisis)),
  ];
  const publish = async (hub: TestHub, events: readonly SaiteEvent[]) => {
    for (let from = 0; from < events.length; from += 500)
      await hub.publish(...events.slice(from, from + 500));
  };
  const send = async (hub: TestHub, path: string, bodies: readonly object[]) => {
    for (const body of bodies) assert.equal((await hub.call(path, body)).status, 202);
  };

  async function settled(hub: TestHub): Promise<void> {
    const client = new pg.Client({ connectionString: hub.room.databaseUrl });
    await client.connect();
    const expected =
      all(({ persons }) => persons).length +
      all(({ decisions }) => decisions).length +
      all(({ crises }) => crises).length;
    await waitFor(
      'all facts to be taken and decided',
      async () => {
        const { rows } = await client.query(
          `SELECT (SELECT count(*)::int FROM hub.dirty) AS dirty, (SELECT count(*)::int FROM hub.held_person) AS persons,
            (SELECT count(*)::int FROM operations.held WHERE service = 'hub' AND kind = 'message') AS held,
            (SELECT count(*)::int FROM hub.fact WHERE source !~ '^spolis') AS facts`,
        );
        const { dirty, persons, held, facts } = rows[0];
        assert.deepEqual([persons, held], [0, 0]);
        return dirty === 0 && facts === expected;
      },
      60_000,
    );
    await client.end();
  }

  /** What is said of each child, without the journal: ids, times of recording and what is over. */
  async function answers(hub: TestHub) {
    await settled(hub);
    const said = [];
    for (const { persons, decisions, placements } of children) {
      const code = persons.at(-1)?.personCode;
      if (code === undefined || decisions.length + placements.length === 0) continue;
      const { alerts, ...child } = await askChild(hub, code);
      const open = alerts
        .filter(({ clearedOn }) => clearedOn === null)
        .map(({ kind, raisedOn, dueOn, recipients, explanation }) => ({
          kind,
          raisedOn,
          dueOn,
          recipients,
          explanation,
        }))
        .sort((a, b) => (a.explanation < b.explanation ? -1 : 1));
      said.push({ ...child, open });
    }
    return said;
  }

  it('are said the same of', async () => {
    const [inOrder, mixed] = hubs;
    assert.ok(inOrder && mixed);
    const placements = all((child) => child.placements);
    const reports = all((child) => child.reports);
    assert.ok(placements.length > 40 && reports.length > 60, `${placements.length}, ${reports.length}`);

    await publish(inOrder, eventsOf(inOrder));
    await send(inOrder, '/v1/placements', placements);
    await send(inOrder, '/v1/contact-reports', reports);

    const events = eventsOf(mixed);
    const copied = shuffled([...events, ...shuffled(events, 2).slice(0, 300)], 3);
    await publish(mixed, copied.slice(0, copied.length / 2));
    await send(mixed, '/v1/placements', shuffled([...placements, ...placements], 1));
    await send(mixed, '/v1/contact-reports', shuffled([...reports, ...reports.slice(0, 30)], 4));
    await publish(mixed, copied.slice(copied.length / 2));

    const first = await answers(inOrder);
    assert.ok(first.some(({ open }) => open.length > 0));
    assert.deepEqual(await answers(mixed), first);
  });
});
