import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { CareAlertList, type OperationId, Problem, Role } from '@saite/contracts';
import { until } from '@saite/runtime/testing';
import type { Identity } from '../support/certificates.ts';
import {
  ADULT,
  CHILD,
  ELSEWHERE,
  OWN,
  openSweepWorld,
  operationIds,
  operationOf,
  type SweepWorld,
} from '../support/sweep-world.ts';
import { callTls } from '../support/tls-room.ts';

const ROLES = Role.options.filter((role) => role !== 'person');
const closed = operationIds.filter((id) => !operationOf(id).open);

describe('a system that was granted', () => {
  let world: SweepWorld;
  const identities = new Map<string, Identity>();
  const systems: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
    'three-fields': {
      roles: ['spolis'],
      operations: { queryPerson: ['person.familyName', 'placements.institutionId', 'custody'] },
    },
    'alerts-of-court': {
      roles: ['orphan-court'],
      courtId: OWN.courtId,
      operations: { listCareAlerts: ['alertId', 'kind', 'recipients.id'], queryChild: 'all' },
    },
    'alerts-of-another-court': {
      roles: ['orphan-court'],
      courtId: ELSEWHERE.courtId,
      operations: { listCareAlerts: 'all', queryChild: 'all', queryPerson: 'all' },
    },
    'month-in-part': {
      roles: ['accountant'],
      institutionIds: ['VSAC-1'],
      operations: { listInstitutionAllowances: ['month', 'stays.days'], queryAllowance: [] },
    },
    // A grant is no role: both are needed.
    'no-role-for-it': { roles: ['operator'], operations: { queryPerson: 'all' } },
    nothing: { roles: ROLES, ...OWN, operations: {} },
    ...Object.fromEntries(
      closed.map((id) => [
        `without-${id}`,
        {
          roles: ROLES,
          ...OWN,
          purpose: 'supervision 2026/14',
          operations: Object.fromEntries(
            closed.filter((other) => other !== id).map((other) => [other, 'all']),
          ),
        },
      ]),
    ),
  };
  before(async () => {
    world = await openSweepWorld();
    const names = Object.keys(systems);
    for (const name of names) identities.set(name, await world.room.authority.issue(name));
    await world.room.register(
      ...names.map((system) => ({
        system,
        organisation: 'Test',
        certificates: [identities.get(system)?.thumbprint],
        ...systems[system],
      })),
    );
    await until(
      () => ask('nothing', 'queryPerson'),
      ({ status }) => status === 403,
    );
  });
  after(() => world.close());

  const ask = async (
    name: string,
    id: OperationId,
    change: { body?: unknown; headers?: Record<string, string> } = {},
  ) => {
    const identity = identities.get(name) ?? assert.fail(name);
    const token = await world.hub.issuer.sign({
      ...world.hub.issuer.registered(),
      sub: name,
      client_id: name,
      cnf: { 'x5t#S256': identity.thumbprint },
    });
    const { path, body } = world.sample(id);
    const isPost = operationOf(id).method === 'POST';
    return callTls(world.room.authority.certificate, `${world.hub.tlsUrl}${path}`, {
      identity,
      token,
      ...(isPost && { body: change.body ?? body ?? {} }),
      ...(change.headers && { headers: change.headers }),
    });
  };
  const codeOf = async (...asked: Parameters<typeof ask>) => Problem.parse((await ask(...asked)).json).code;

  it('three fields of one call gets exactly these', async () => {
    const { status, json } = await ask('three-fields', 'queryPerson');
    assert.equal(status, 200);
    assert.deepEqual(json, {
      person: { familyName: 'Kalniņa' },
      custody: [
        {
          decisionId: 'D-1',
          kind: 'placed-in-institution',
          decidedOn: '2026-01-15',
          effectiveFrom: '2026-01-15',
          court: 'BT-1',
        },
      ],
      placements: [{ institutionId: 'BSRC-1' }],
    });
  });

  it('one call gets no other, though its role may make it', async () => {
    for (const id of closed.filter((other) => other !== 'queryPerson'))
      assert.equal(await codeOf('three-fields', id), 'FORBIDDEN', id);
  });

  it('three fields of a list gets them of each item, and the page', async () => {
    const { json } = await ask('alerts-of-court', 'listCareAlerts');
    const whole = await world.call('listCareAlerts', {
      token: await world.hub.token({ roles: ['orphan-court'], courtId: OWN.courtId }),
    });
    const expected = CareAlertList.parse(whole.json);
    assert.ok(expected.items.length > 0);
    assert.deepEqual(json, {
      items: expected.items.map(({ alertId, kind, recipients }) => ({
        alertId,
        kind,
        recipients: recipients.map(({ id }) => ({ id })),
      })),
      next: expected.next,
    });
  });

  it('a part of a month gets that part also where it asks for a file', async () => {
    for (const accept of [
      'application/json',
      'text/csv',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ]) {
      const { json } = await ask('month-in-part', 'listInstitutionAllowances', { headers: { accept } });
      const { items } = Object(json);
      assert.deepEqual(items, [
        { month: '2026-10', stays: Object(items[0]).stays.map(({ days }: { days: number }) => ({ days })) },
      ]);
      assert.ok(Object(items[0]).stays.length > 0);
    }
  });

  it('no field of a call gets an answer with none', async () => {
    const { status, json } = await ask('month-in-part', 'queryAllowance');
    assert.deepEqual([status, json], [200, {}]);
  });

  it('the data of one court sees no child of another: 404, and lists without it', async () => {
    assert.equal((await ask('alerts-of-court', 'queryChild')).status, 200);
    assert.equal(await codeOf('alerts-of-another-court', 'queryChild'), 'NOT_FOUND');
    assert.equal(await codeOf('alerts-of-another-court', 'queryPerson'), 'NOT_FOUND');
    assert.equal(
      await codeOf('alerts-of-another-court', 'queryPerson', { body: { personCode: ADULT } }),
      'NOT_FOUND',
    );
    assert.deepEqual((await ask('alerts-of-another-court', 'listCareAlerts')).json, {
      items: [],
      next: null,
    });
    assert.doesNotMatch(
      JSON.stringify((await ask('alerts-of-another-court', 'listCareAlerts')).json),
      new RegExp(CHILD),
    );
  });

  it('a call that its role may not make does not get it', async () => {
    assert.equal(await codeOf('no-role-for-it', 'queryPerson'), 'FORBIDDEN');
  });

  for (const id of closed)
    it(`everything but ${id} does not get that: a new call is nobody’s until it is granted`, async () => {
      assert.equal(await codeOf(`without-${id}`, id), 'FORBIDDEN');
      const other = closed.find((each) => each !== id && operationOf(each).answeredBy === undefined);
      assert.ok(other);
      assert.notEqual((await ask(`without-${id}`, other)).status, 403, other);
    });
});
