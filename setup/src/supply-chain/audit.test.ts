import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { projectRoot } from '../project.ts';
import { readAudit, readSignatures } from './audit.ts';

const said = (stdout: string, stderr = '') => ({ code: 1, stdout, stderr });

describe('What the registry knows of the packages', () => {
  it('is nothing, or a line for each package with its advisories', () => {
    const report = (vulnerabilities: object) =>
      said(JSON.stringify({ auditReportVersion: 2, vulnerabilities }));
    assert.deepEqual(readAudit(report({})), { kind: 'clean' });
    const advisory = { title: 'Reads too far', url: 'https://example/1' };
    const found = { severity: 'high', range: '<2.0.0', via: [advisory, 'other'] };
    assert.deepEqual(readAudit(report({ weak: found })), {
      kind: 'found',
      lines: ['weak <2.0.0 (high): Reads too far https://example/1; other'],
    });
  });

  it('is not known when it could not be asked, which is never taken for nothing', () => {
    assert.deepEqual(readAudit(said('{"message":"405 Method Not Allowed"}')), {
      kind: 'silent',
      reason: '405 Method Not Allowed',
    });
    assert.equal(readAudit(said('')).kind, 'silent');
    assert.deepEqual(
      readSignatures(said('', 'npm error code ENOTFOUND\nnpm error network request to x failed')),
      {
        kind: 'silent',
        reason: 'network request to x failed',
      },
    );
  });

  it('names packages whose signature is wrong or missing', () => {
    const one = { name: 'weak', version: '1.0.0' };
    assert.deepEqual(readSignatures(said('{"invalid":[],"missing":[]}')), { kind: 'clean' });
    const { kind } = readSignatures(said(JSON.stringify({ invalid: [one], missing: [] })));
    assert.equal(kind, 'found');
    assert.equal(readSignatures(said(JSON.stringify({ invalid: [], missing: [one] }))).kind, 'found');
  });
});

describe('npm run vulnerabilities', () => {
  /** Runs the command on a registry. */
  async function ask(registry: string): Promise<{ code: unknown; text: string }> {
    const child = spawn(process.execPath, [join(projectRoot, 'setup/commands/vulnerabilities.ts')], {
      env: { ...process.env, npm_config_registry: registry, npm_config_fetch_retries: '0' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let text = '';
    for (const stream of [child.stdout, child.stderr])
      stream.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
      });
    const [code] = await once(child, 'close');
    return { code, text };
  }

  it('ends with 1 and names what is known, from the advisories of the registry', async () => {
    const registry = createServer((request, response) => {
      const isQuestion = request.url?.endsWith('/advisories/bulk') ?? false;
      request.resume().on('end', () => {
        response.writeHead(isQuestion ? 200 : 404, { 'content-type': 'application/json' });
        const advisory = {
          id: 1,
          url: 'https://example/1',
          title: 'Reads too far',
          severity: 'high',
          vulnerable_versions: '*',
        };
        response.end(isQuestion ? JSON.stringify({ pg: [advisory] }) : '{}');
      });
    });
    registry.listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const address = registry.address();
    assert.ok(typeof address === 'object' && address);
    const { code, text } = await ask(`http://127.0.0.1:${address.port}/`);
    registry.closeAllConnections();
    registry.close();
    assert.equal(code, 1, text);
    assert.match(text, /✗ vulnerabilities[\s\S]*pg .*Reads too far/);
  });

  it('ends with 2 and says so, in both languages, when there is no registry to ask', async () => {
    const { code, text } = await ask('http://127.0.0.1:9/');
    assert.equal(code, 2, text);
    assert.match(text, /vulnerabilities.*could not be asked[\s\S]*nevarēja pajautāt/);
  });
});
