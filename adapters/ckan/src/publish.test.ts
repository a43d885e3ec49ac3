import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { test } from 'node:test';
import { Upstream } from '@saite/adapter-kit';
import { createLog, createMetrics } from '@saite/runtime';
import { ClientFile } from './client-file.ts';
import { Portal } from './portal/portal.ts';
import { publishEdition } from './publish.ts';
import { dataOf } from './testing/made-editions.ts';

const client = ClientFile.parse({
  token: 't',
  organisation: 'lm',
  namePrefix: '',
  contact: { name: 'Datu nodaļa', email: 'dati@example.lv' },
});

/** A portal that shows one package whatever it is asked, and Saite's files beside it. */
async function showing(shown: object) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    const isFile = request.url?.startsWith('/v1/');
    const content = request.url?.includes('csv') ? 'atvk,children\r\n0001000,10\r\n' : '{"rīga":10}';
    response.end(isFile ? content : JSON.stringify({ help: '', success: true, result: shown }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  const upstream = (name: string) =>
    new Upstream({
      name,
      timeoutMs: 5_000,
      log: createLog('test', 'silent'),
      metrics: createMetrics('test'),
    });
  const [portal, files] = [upstream('ckan'), upstream('files')];
  const edition = dataOf(url, {});
  return {
    asked,
    publish: () =>
      publishEdition(
        { portal: new Portal(url, portal), files, filesUrl: url, client },
        { newest: edition, issuedAt: edition.publishedAt },
        edition,
      ),
    close() {
      portal.close();
      files.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

const SHOWN = { id: 'p-1', name: 'd3', state: 'active', organization: { id: 'o-1', name: 'lm' } };

for (const [what, shown, code] of [
  ['somebody deleted', { ...SHOWN, state: 'deleted' }, 'PACKAGE_DELETED'],
  ['belongs to others', { ...SHOWN, organization: { id: 'o-2', name: 'vid' } }, 'PACKAGE_OF_ANOTHER'],
] as const)
  test(`given a package that ${what}, then it is left as it is`, async () => {
    const portal = await showing(shown);
    try {
      await assert.rejects(portal.publish(), { code });
      const actions = portal.asked.filter((path) => path.startsWith('/api/'));
      assert.deepEqual(actions, ['/api/3/action/package_show']);
    } finally {
      portal.close();
    }
  });
