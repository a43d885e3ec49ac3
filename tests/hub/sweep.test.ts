import assert from 'node:assert/strict';
import { request } from 'node:http';
import { connect } from 'node:net';
import { after, before, describe, it } from 'node:test';
import { CONSOLE_PAGES } from '@saite/console/pages';
import { Problem, Role } from '@saite/contracts';
import {
  ELSEWHERE,
  OTHER_PERSON,
  OWN,
  OWN_PERSON,
  openSweepWorld,
  operationIds,
  operationOf,
  type SweepWorld,
} from '../support/sweep-world.ts';

const closed = operationIds.filter((id) => !operationOf(id).open);
const LARGE = 'x'.repeat(300_000);

/** What is there beside the table of operations: how the system is, and its descriptions. */
const BESIDE = [
  '/',
  ...CONSOLE_PAGES.flatMap((page) => [`/${page}`, `/${page}/*`]),
  '/assets/*',
  '/health/live',
  '/health/ready',
  '/metrics',
  '/openapi.json',
  '/asyncapi.json',
  '/XMLSchemas/999003/Saite/v1-0/Saite.xsd',
  '/XMLSchemas/999003/SopaImport/v1-0/SopaImport.xsd',
  '/XMLSchemas/999003/SopaImportResult/v1-0/SopaImportResult.xsd',
  '/XMLSchemas/999003/SopaOutgoing/v1-0/SopaOutgoing.xsd',
  '/XMLSchemas/999003/SopaReceipts/v1-0/SopaReceipts.xsd',
].map((path) => `GET ${path}`);

/** The SOAP doors answer every method, all but two with a fault; who may what there is tried in tests/hub/soap. */
const SOAP_DOORS = ['/soap/v1', '/viss/v1'].flatMap((path) =>
  ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'].map((method) => `${method} ${path}`),
);

/** An answer that shows nobody. */
const nothingOf = (id: (typeof operationIds)[number]) => ({
  items: [],
  next: null,
  ...(id === 'listChildren' && { total: 0 }),
});

describe('every call of the table', () => {
  let world: SweepWorld;
  before(async () => {
    world = await openSweepWorld();
  });
  after(() => world.close());

  const codeOf = async (answer: ReturnType<SweepWorld['call']>) => {
    const { status, json } = await answer;
    if (status < 400) return String(status);
    const problem = Problem.parse(json);
    assert.equal(problem.status, status);
    return problem.code;
  };
  const token = (role: string, claims: object = {}) =>
    world.hub.token({ sub: `${role}-1`, roles: [role], ...claims });
  const rolesOf = (id: (typeof operationIds)[number], reach: string) =>
    Object.entries(operationOf(id).access).flatMap(([role, access]) => (access === reach ? [role] : []));

  for (const id of closed) {
    it(`${id}: is 401 without a token or with garbage for one, whatever else comes`, async () => {
      const raw = operationOf(id).method === 'POST' ? { raw: LARGE } : {};
      for (const garbage of [null, 'garbage', 'a.b.c'])
        assert.equal(await codeOf(world.call(id, { token: garbage, ...raw })), 'UNAUTHENTICATED');
    });

    it(`${id}: is 403 for each role that the table does not name, whatever else comes`, async () => {
      const raw = operationOf(id).method === 'POST' ? { raw: LARGE } : {};
      const others = Role.options.filter((role) => operationOf(id).access[role] === undefined);
      assert.ok(others.length > 0);
      for (const role of others)
        assert.equal(
          await codeOf(world.call(id, { token: await token(role, OWN), ...raw })),
          'FORBIDDEN',
          role,
        );
      const all = await world.hub.token({ roles: others, ...OWN });
      assert.equal(await codeOf(world.call(id, { token: all, ...raw })), 'FORBIDDEN', 'all of them together');
    });
  }

  const answeredHere = closed.filter((id) => operationOf(id).answeredBy === undefined);
  for (const id of answeredHere) {
    for (const role of rolesOf(id, 'own')) {
      it(`${id}: shows a ${role} nothing that is another’s, and its own`, async () => {
        for (const claims of [{ ...ELSEWHERE, ...OTHER_PERSON }, {}]) {
          const answer = await world.call(id, { token: await token(role, claims) });
          if (answer.status === 200) assert.deepEqual(answer.json, nothingOf(id));
          else assert.equal(Problem.parse(answer.json).code, 'NOT_FOUND');
        }
        const own = await world.call(id, { token: await token(role, { ...OWN, ...OWN_PERSON }) });
        assert.ok(own.status === 200 || own.status === 202, `${own.status} ${own.text}`);
        assert.notDeepEqual(own.json, nothingOf(id));
      });
    }
    for (const role of rolesOf(id, 'all'))
      it(`${id}: lets a ${role} in`, async () => {
        const { status, text } = await world.call(id, { token: await token(role) });
        assert.ok(status === 200 || status === 202, `${status} ${text}`);
      });
    for (const role of rolesOf(id, 'with-purpose'))
      it(`${id}: lets a ${role} in with a purpose only`, async () => {
        const who = await token(role);
        assert.equal(await codeOf(world.call(id, { token: who })), 'PURPOSE_NEEDED');
        for (const purpose of ['', 'ab', 'x'.repeat(201)])
          assert.equal(
            await codeOf(world.call(id, { token: who, headers: { 'saite-purpose': purpose } })),
            'PURPOSE_NEEDED',
          );
        const headers = { 'saite-purpose': 'supervision 2026/14' };
        assert.equal(await codeOf(world.call(id, { token: who, headers })), '200');
      });
  }

  describe('is one of few doors:', () => {
    /** One request over a connection of its own, also of methods that a browser would not send. */
    const ask = (method: string, path: string, bearer?: string) =>
      new Promise<number>((resolve, reject) => {
        const { hostname, port } = new URL(world.hub.url);
        const outgoing = request({
          hostname,
          port,
          path,
          method,
          agent: false,
          headers: bearer === undefined ? {} : { authorization: `Bearer ${bearer}` },
        });
        outgoing.on('response', (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        });
        outgoing.on('error', reject);
        outgoing.end();
      });

    it('a path answers to no method but those of the table', async () => {
      const everything = await world.hub.token({
        roles: Role.options.filter((role) => role !== 'person'),
        ...OWN,
      });
      const paths = Map.groupBy(operationIds, (id) => world.sample(id).path);
      for (const [path, ids] of paths) {
        const methods = ids.map((id): string => operationOf(id).method);
        for (const method of [
          'GET',
          'HEAD',
          'POST',
          'PUT',
          'PATCH',
          'DELETE',
          'OPTIONS',
          'TRACE',
          'PROPFIND',
          'QUERY',
        ])
          if (!methods.includes(method) && !isOther(method, path))
            assert.equal(await ask(method, path, everything), 404, `${method} ${path}`);
      }
      for (const beside of BESIDE) {
        const path = beside.slice(4);
        for (const method of ['HEAD', 'POST', 'PUT', 'DELETE', 'OPTIONS', 'TRACE'])
          assert.equal(await ask(method, path), 404, `${method} ${path}`);
      }
    });
    /** The same path of another operation, whose name stands where an id would. */
    const isOther = (method: string, path: string) =>
      operationIds.some((id) => {
        const { method: known, path: pattern } = operationOf(id);
        return (
          known === method &&
          new RegExp(`^${pattern.replaceAll(/\{[a-zA-Z]+\}/g, '[^/?]+')}(\\?|$)`).test(path)
        );
      });

    it('nobody is connected through to somewhere else', async () => {
      const { hostname, port } = new URL(world.hub.url);
      const socket = connect(Number(port), hostname);
      socket.write('CONNECT 127.0.0.1:5432 HTTP/1.1\r\nHost: 127.0.0.1:5432\r\n\r\n');
      const answer = Buffer.concat(await socket.toArray()).toString();
      assert.doesNotMatch(answer, /^HTTP\/1\.1 2/);
    });

    it('nothing is there beside it but what is said here', () => {
      const table = operationIds.map((id) => {
        const { method, path } = operationOf(id);
        return `${method} ${path.replaceAll(/\{([A-Za-z]+)\}/g, ':$1')}`;
      });
      assert.deepEqual(
        [...world.hub.routes].sort(),
        [...table, ...BESIDE, 'HEAD /assets/*', ...SOAP_DOORS].sort(),
      );
    });

    it('takes a path in one way of writing only, and an id only if it is one', async () => {
      const bearer = await world.hub.token({ roles: ['spolis'] });
      const odd = [
        '/v1/contact-reports/%2e%2e/placements',
        '/v1/contact-reports/R-1%2f..%2fR-1',
        '/v1/contact-reports/%52-1',
        '/v1/contact-reports/R%2D1',
        '/v1//contact-reports/R-1',
        '//v1/contact-reports/R-1',
        '/v1/contact-reports//R-1',
        '/v1/contact-reports/./R-1',
        '/v1/x/../contact-reports/R-1',
        '/v1/contact-reports/R-1/',
        '/V1/contact-reports/R-1',
        '/v1/contact-reports/R-1%00',
        '/v1/contact-reports/R-1%0d%0aSet-Cookie:x',
        '/v1/contact-reports/R-1;x=1',
        '/v1/contact-reports/R-1%20',
        '/v1/contact-reports/R-1%E2%80%8B',
        `/v1/contact-reports/${encodeURIComponent('Ā'.normalize('NFC'))}`,
        `/v1/contact-reports/${encodeURIComponent('Ā'.normalize('NFD'))}`,
        '/v1/contact-reports/%C0%AE%C0%AE',
        '/v1/contact-reports/%zz',
        '/v1/contact-reports/%',
        '/v1/contact-reports/\\R-1',
        `/v1/contact-reports/${'R'.repeat(65)}`,
        `/v1/contact-reports/${'R'.repeat(101)}`,
        `/v1/contact-reports/${'R'.repeat(3_000)}`,
        `/v1/care-alerts?after=${'x'.repeat(3_000)}`,
        'http://127.0.0.1/v1/contact-reports/R-1',
        '*',
      ];
      assert.equal(await ask('GET', '/v1/contact-reports/R-1', bearer), 200, 'as it is written');
      for (const path of odd) {
        const status = await ask('GET', path, bearer);
        assert.ok(status === 404 || status === 422, `${status} ${path}`);
      }
    });
  });
});
