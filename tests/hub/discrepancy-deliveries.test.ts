import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { DeliveryList, OperatorDelivery, PersonCode, PersonOverview } from '@saite/contracts';
import { openCode, openNarrative, personRef } from '@saite/identity';
import { until, waitFor } from '@saite/runtime/testing';
import pg from 'pg';
import { type PlayedAdapters, playAdapters } from '../support/children.ts';
import { listenToDiscrepancies, type ToldDiscrepancies } from '../support/discrepancies.ts';
import { openTestHub, type TestHub } from '../support/hub.ts';

const RIGA = '0001000';
const JELGAVA = '0003000';

describe('discrepancies on their way to the keepers of the data', () => {
  let hub: TestHub;
  let adapters: PlayedAdapters;
  let told: ToldDiscrepancies;
  let database: pg.Client;
  let operator = '';
  let last = 32_000_000_910;

  before(async () => {
    hub = await openTestHub({ clock: { now: () => new Date('2026-11-20T10:00:00Z') } });
    adapters = await playAdapters(hub);
    told = await listenToDiscrepancies(hub);
    database = new pg.Client({ connectionString: hub.room.databaseUrl });
    await database.connect();
    operator = await hub.token({ sub: 'operator', roles: ['operator'] });
  });
  after(async () => {
    await database.end();
    await told.close();
    await adapters.close();
    await hub.close();
  });

  const refOf = (code: string) => personRef(hub.keyRing, PersonCode.parse(code));
  const asked = (code: string) => adapters.discrepancies.filter(({ subject }) => subject === refOf(code));
  const askedFor = (code: string, count: number) =>
    waitFor(`${count} requests`, () => asked(code).length >= count && asked(code));
  const say = (code: string) =>
    asked(code).map(({ data: { recipient, document, cancelled, round } }) =>
      [
        `${recipient.id} ${document.recordVersion}`,
        document.resolvedOn === null ? 'open' : 'resolved',
        `${round}${cancelled ? ' cancelled' : ''}`,
      ].join(' '),
    );
  const isResolved = (code: string) =>
    waitFor('the end', () => told.resolved.some(({ subject }) => subject === refOf(code)));
  /** A person whom Rīga serves and who is declared elsewhere. */
  const contradiction = async () => {
    last += 1;
    const code = String(last);
    const home = (recordVersion: number, atvk: string) =>
      hub.events.person({ personCode: code, recordVersion, residence: { atvk, since: '2018-05-01' } });
    const service = (recordVersion: number, startedOn: string) =>
      hub.events.service({ serviceId: `K-${code.slice(-3)}`, recordVersion, personCode: code, startedOn });
    await hub.publish(service(1, '2026-03-01'), home(1, JELGAVA));
    const [request] = await askedFor(code, 1);
    assert.ok(request);
    return { code, home, service, request };
  };
  const deliveries = async () =>
    DeliveryList.parse((await hub.call('/v1/deliveries', undefined, { token: operator })).json).items;
  /** How many deliveries the hub has made about a person. */
  const count = async (code: string) => {
    const { rows } = await database.query<{ count: number }>(
      'SELECT count(*)::int AS count FROM hub.delivery WHERE person = $1',
      [refOf(code)],
    );
    return rows[0]?.count;
  };
  /** Waits until the hub knows how a delivery ended. */
  const ended = (id: string) =>
    until(deliveries, (open) =>
      open.every(({ deliveryId, state }) => String(deliveryId) !== id || state !== 'waiting'),
    );

  it('say what contradicts, as far as the municipality may know it, sealed', async () => {
    const { code, request } = await contradiction();
    assert.equal(request.type, 'sopa.discrepancy-delivery.requested.v1');
    const { document, recipient, identity } = request.data;
    assert.deepEqual(recipient, { role: 'social-service', id: RIGA });
    assert.deepEqual(
      [document.discrepancyKind, document.since, document.resolvedOn],
      ['residence-differs', '2026-03-01', null],
    );
    assert.equal(openCode(hub.keyRing, request.subject, identity), code);
    const { facts } = openNarrative(hub.keyRing, request.subject, 'discrepancy', document.narrative);
    assert.deepEqual(
      facts.map(({ register, lv }) => [register, lv]),
      [
        ['sopa', 'Pašvaldības 0001000 pakalpojums no 2026-03-01, bez beigu datuma'],
        ['pmlp', 'Deklarētā dzīvesvieta nav pašvaldībā 0001000'],
      ],
    );
    assert.doesNotMatch(JSON.stringify([request.data.document, facts]), new RegExp(`${JELGAVA}|${code}`));
  });

  it('are followed by the word that it is settled, once, if they arrived', async () => {
    const { code, home, request } = await contradiction();
    await adapters.settle(request, 'delivered');
    await ended(request.data.deliveryId);
    await hub.publish(home(2, RIGA));
    const [, settled] = await askedFor(code, 2);
    assert.ok(settled);
    assert.deepEqual(say(code), [`${RIGA} 1 open 1`, `${RIGA} 2 resolved 1`]);
    assert.equal(settled.data.document.discrepancyId, request.data.document.discrepancyId);
    const { narrative } = settled.data.document;
    assert.deepEqual(openNarrative(hub.keyRing, settled.subject, 'discrepancy', narrative).facts, []);
    await adapters.settle(settled, 'delivered');
    await ended(settled.data.deliveryId);
    const moved = { atvk: RIGA, since: '2018-06-01' };
    await hub.publish(hub.events.person({ personCode: code, recordVersion: 3, residence: moved }));
    await until(
      async () => PersonOverview.parse((await hub.call('/v1/persons/query', { personCode: code })).json),
      ({ residence }) => residence?.since === moved.since,
    );
    const known = new Set(asked(code).map(({ data }) => data.deliveryId));
    assert.deepEqual([known.size, asked(code).length], [2, 2]);
    assert.ok((await deliveries()).every(({ deliveryId }) => !known.has(deliveryId)));
    assert.equal(await count(code), 2);
  });

  it('are left, and nothing more is said, if the facts agree before they arrive', async () => {
    const { code, home } = await contradiction();
    await hub.publish(home(2, RIGA));
    await isResolved(code);
    await askedFor(code, 2);
    assert.deepEqual(say(code), [`${RIGA} 1 open 1`, `${RIGA} 1 open 2 cancelled`]);
  });

  it('are followed by that word too if it turns out that they had arrived', async () => {
    const { code, home } = await contradiction();
    await hub.publish(home(2, RIGA));
    const [, left] = await askedFor(code, 2);
    assert.ok(left?.data.cancelled);
    await adapters.settle(left, 'delivered');
    await askedFor(code, 3);
    assert.deepEqual(say(code).slice(2), [`${RIGA} 2 resolved 1`]);
  });

  it('are sent anew when later facts say something else', async () => {
    const { code, service, request } = await contradiction();
    await adapters.settle(request, 'delivered');
    await ended(request.data.deliveryId);
    await hub.publish(service(2, '2026-04-01'));
    const [, later] = await askedFor(code, 2);
    assert.deepEqual(say(code), [`${RIGA} 1 open 1`, `${RIGA} 2 open 1`]);
    assert.equal(later?.data.document.since, '2026-04-01');
    assert.equal(later.data.document.discrepancyId, request.data.document.discrepancyId);
  });

  it('that are refused are an operator’s to see, without a person, and to send again', async () => {
    const { code, request } = await contradiction();
    await adapters.settle(request, 'refused', 'PERSON_UNKNOWN');
    const open = await until(deliveries, (items) => items.some(({ state }) => state === 'undeliverable'));
    const refused = open.find(({ deliveryId }) => deliveryId === request.data.deliveryId);
    assert.deepEqual(
      [refused?.document, refused?.reason, refused?.recipient.id],
      ['discrepancy', 'PERSON_UNKNOWN', RIGA],
    );
    assert.doesNotMatch(JSON.stringify(open), new RegExp(`${code}|${refOf(code)}`));
    const resent = await hub.call(
      `/v1/deliveries/${request.data.deliveryId}/resend`,
      {},
      { token: operator },
    );
    assert.equal(OperatorDelivery.parse(resent.json).state, 'waiting');
    const [, again] = await askedFor(code, 2);
    assert.deepEqual(say(code), [`${RIGA} 1 open 1`, `${RIGA} 1 open 2`]);
    assert.equal(again?.data.deliveryId, request.data.deliveryId);
  });
});
