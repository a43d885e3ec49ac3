import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { diag } from 'libxml2-wasm';
import { openOutgoingSchema, openReceiptsSchema } from '../outgoing/protocol.ts';

test('nothing of the XML library is left behind, whether a text is taken or not', () => {
  diag.configure({ enabled: true });
  try {
    for (const open of [openOutgoingSchema, openReceiptsSchema]) {
      using schema = open();
      for (const text of ['<a/>', '<a', '<!DOCTYPE a><a/>']) assert.throws(() => schema.read(text));
    }
    assert.deepEqual(diag.report(), {});
  } finally {
    diag.configure({ enabled: false });
  }
});

test('the exchange is described in Latvian and English, element by element', async () => {
  for (const name of ['SopaOutgoing', 'SopaReceipts']) {
    const schema = await readFile(new URL(import.meta.resolve(`@saite/contracts/xsd/${name}.xsd`)), 'utf8');
    const elements = schema.match(/<xs:element /g)?.length ?? 0;
    const described = schema.match(
      /<xs:element [^/>]*>\s*<xs:annotation>\s*<xs:documentation xml:lang="lv">[^<]+<\/xs:documentation>\s*<xs:documentation xml:lang="en">/g,
    );
    assert.ok(elements > 5);
    assert.equal(described?.length, elements, name);
  }
});
