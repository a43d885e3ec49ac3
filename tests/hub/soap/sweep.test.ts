import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Operation, operations, type Role, System } from '@saite/contracts';
import { inputOf, SOAP_OPERATION_NAMES, SOAP_OPERATIONS, type SoapOperation } from '@saite/contracts/soap';
import { until } from '@saite/runtime/testing';
import { z } from 'zod';
import { type Identity, selfSigned } from '../../support/certificates.ts';
import {
  elements,
  operation,
  type Posted,
  postEnvelope,
  signedEnvelope,
  systemOf,
  textIn,
} from '../../support/soap-caller.ts';
import { ELSEWHERE, OWN, openSweepWorld, SWEEP_NOW, type SweepWorld } from '../../support/sweep-world.ts';

/** Roles that a system may have: nobody is a person through SOAP. */
const ROLES: readonly Role[] = System.shape.roles.element.options;
const PURPOSE = 'Pārbaude pēc iesnieguma';
const names = SOAP_OPERATION_NAMES;
const accessOf = (name: SoapOperation): Operation['access'] => operations[SOAP_OPERATIONS[name]].access;

/** The sample call of an operation as its element, in the order of its schema. */
function elementOf(world: SweepWorld, name: SoapOperation): string {
  const { part, schema } = inputOf(name);
  const { path, body } = world.sample(SOAP_OPERATIONS[name]);
  const asked = z
    .record(z.string(), z.unknown())
    .parse(part === 'body' ? body : part === 'params' ? { reportId: path.split('/').at(-1) } : {});
  const order = schema instanceof z.ZodObject ? Object.keys(schema.shape) : [];
  const ordered = order.filter((key) => key in asked).map((key) => [key, asked[key]]);
  return operation(name, elements(Object.fromEntries(ordered)));
}

/** A SOAP operation is who may make it through REST: what is granted, asked and shown is the same table. */
describe('every operation of the SOAP door', () => {
  let world: SweepWorld;
  const identities = new Map<string, Identity>();
  const identityOf = (system: string): Identity => {
    const identity = identities.get(system);
    if (!identity) throw new Error(`no system ${system}`);
    return identity;
  };
  /** A system for each role and each reach, which may use everything that its role may. */
  const systems = ROLES.flatMap((role) => [
    { system: `${role}-own`, roles: [role], ...OWN, purpose: PURPOSE },
    { system: `${role}-elsewhere`, roles: [role], ...ELSEWHERE, purpose: PURPOSE },
    { system: `${role}-without-purpose`, roles: [role], ...OWN },
    { system: `${role}-nothing-granted`, roles: [role], ...OWN, purpose: PURPOSE, operations: {} },
  ]);
  before(async () => {
    // Without the port with mutual TLS: its authority is younger than the world's clock.
    world = await openSweepWorld({ tls: false });
    // The keys are what takes time: one identity for each system, and no more.
    for (const { system } of systems) identities.set(system, await selfSigned(system, [-4_000, 4_000]));
    const everything = Object.fromEntries(names.map((name) => [SOAP_OPERATIONS[name], 'all']));
    await world.room.register(
      ...systems.map(({ system, ...more }) =>
        systemOf(system, identityOf(system), { operations: everything, ...more }),
      ),
    );
    await until(
      () => call('spolis-own', 'GetCareAlerts'),
      ({ status }) => status === 200,
    );
  });
  after(() => world.close());

  const call = (system: string, name: SoapOperation): Promise<Posted> =>
    postEnvelope(
      `${world.hub.url}/soap/v1`,
      signedEnvelope(identityOf(system), elementOf(world, name), { now: SWEEP_NOW.getTime() }),
    );
  const codeOf = async (system: string, name: SoapOperation): Promise<string> => {
    const { status, text } = await call(system, name);
    return status === 200 ? 'OK' : (textIn(text, 'code') ?? text);
  };
  const holds = (text: string): boolean => /<items><item>|Response [^>]*><(?!items)/.test(text);

  for (const name of names) {
    it(`${name}: is refused to each role that the table does not name`, async () => {
      const others = ROLES.filter((role) => accessOf(name)[role] === undefined);
      assert.ok(others.length > 0);
      for (const role of others) assert.equal(await codeOf(`${role}-own`, name), 'FORBIDDEN', role);
    });

    it(`${name}: is refused to each system that it was not granted to, whatever its role`, async () => {
      for (const role of ROLES)
        assert.equal(await codeOf(`${role}-nothing-granted`, name), 'FORBIDDEN', role);
    });

    for (const [role, access] of Object.entries(accessOf(name))) {
      if (access === 'own')
        it(`${name}: shows a ${role} nothing that is another’s, and its own`, async () => {
          const others = await call(`${role}-elsewhere`, name);
          if (others.status === 200) assert.equal(holds(others.text), false, others.text);
          else assert.equal(textIn(others.text, 'code'), 'NOT_FOUND');
          const own = await call(`${role}-own`, name);
          assert.equal(own.status, 200, own.text);
          assert.ok(holds(own.text), own.text);
        });
      else
        it(`${name}: lets a ${role} in${access === 'all' ? '' : ' with a purpose only'}`, async () => {
          assert.equal(await codeOf(`${role}-elsewhere`, name), 'OK');
          const without = access === 'all' ? 'OK' : 'PURPOSE_NEEDED';
          assert.equal(await codeOf(`${role}-without-purpose`, name), without);
        });
    }
  }
});
