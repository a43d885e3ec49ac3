import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { documents } from './documents.ts';
import { eventTypes } from './event-schemas.ts';
import { GENERATED, PUBLISHED } from './folders.ts';
import { outdatedFiles, writeFiles } from './generated.ts';
import { fileText, plainObject } from './json.ts';
import { compatibilityProblems, publish, unpublishedTypes } from './published.ts';

function emptyFolder(context: TestContext): string {
  const folder = mkdtempSync(join(tmpdir(), 'saite-contracts-'));
  context.after(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

describe('the generated files', () => {
  const made = documents();

  it('are what the contracts say today; else run npm run generate', () => {
    assert.deepEqual(outdatedFiles(GENERATED, made), []);
  });

  it('are named one by one when they are missing, changed by hand or left over', (context) => {
    const folder = emptyFolder(context);
    writeFiles(folder, made);
    assert.deepEqual(outdatedFiles(folder, made), []);
    rmSync(join(folder, 'openapi.json'));
    writeFileSync(join(folder, 'schemas', 'gone.happened.v1.json'), '{}');
    writeFileSync(join(folder, 'asyncapi.json'), '{}');
    const named = ['asyncapi.json', 'openapi.json', 'schemas/gone.happened.v1.json'];
    assert.deepEqual(outdatedFiles(folder, made), named);
    assert.deepEqual(writeFiles(folder, made), named);
    assert.deepEqual(outdatedFiles(folder, made), []);
  });
});

describe('the published events', () => {
  it('are kept by the contracts of today', () => {
    assert.deepEqual(compatibilityProblems(PUBLISHED), []);
  });

  it('are frozen once and never written again', (context) => {
    const folder = emptyFolder(context);
    assert.deepEqual(publish(folder), eventTypes());
    assert.deepEqual(unpublishedTypes(folder), []);
    const file = join(folder, 'sais.payment.recorded.v1.json');
    writeFileSync(file, '{"frozen":true}');
    assert.deepEqual(publish(folder), []);
    assert.equal(readFileSync(file, 'utf8'), '{"frozen":true}');
  });

  it('are named with the path when the contracts break them', (context) => {
    const folder = emptyFolder(context);
    publish(folder);
    const file = join(folder, 'sais.payment.recorded.v1.json');
    const text = readFileSync(file, 'utf8').replace('"granted": {', '"approved": {');
    writeFileSync(file, text);
    assert.ok(
      compatibilityProblems(folder).includes(
        'sais.payment.recorded.v1: data.approved: the field is gone or renamed',
      ),
    );
  });

  it('must not vanish', (context) => {
    const folder = emptyFolder(context);
    writeFileSync(join(folder, 'gone.thing.happened.v1.json'), fileText(plainObject({ type: 'object' })));
    assert.deepEqual(compatibilityProblems(folder), ['gone.thing.happened.v1: the published event is gone']);
  });
});
