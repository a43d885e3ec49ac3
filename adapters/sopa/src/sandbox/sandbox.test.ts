import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { Atvk } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { openReceiptsSchema, ReceiptsFile } from '../outgoing/protocol.ts';
import { writeFile } from '../outgoing/write-file.ts';
import { type PlayedSopa, playSopa } from '../testing/played-sopa.ts';

const municipality = Atvk.parse('0010000');
const NAME = 'SAITE-0010000-1.xml';
const item = (messageId = randomUUID()) => ({
  messageId,
  xml: `<Item><MessageID>${messageId}</MessageID><ChildCode>35000000001</ChildCode><CareAlert><AlertID>a-1</AlertID><AlertKind>report-overdue</AlertKind><RaisedOn>2026-11-02</RaisedOn></CareAlert></Item>`,
});
const fileOf = (sequence: number, ...items: readonly ReturnType<typeof item>[]) =>
  writeFile(
    { municipality, sequence, createdAt: new Date('2026-11-20T10:00:00Z') },
    items.map(({ xml }) => xml),
  );

suite('the played SOPA', () => {
  let sopa: PlayedSopa;
  beforeEach(async () => {
    sopa = await playSopa();
  });
  afterEach(() => sopa.close());
  const put = (name: string, xml: string | Buffer, place: string = municipality) =>
    sopa.app.inject({
      method: 'PUT',
      url: `/sopa/${place}/outgoing/${name}`,
      headers: { 'content-type': 'application/xml' },
      payload: xml,
    });
  const receipts = async (name: string) => {
    const answer = await sopa.app.inject(`/sopa/${municipality}/outgoing/${name}/receipts`);
    if (answer.statusCode === 404) return [];
    using schema = openReceiptsSchema();
    return ReceiptsFile.parse(schema.read(answer.body)).Items.Item;
  };

  test('takes a file, the same bytes again, and no others under its name', async () => {
    const [one, other] = [fileOf(1, item()), fileOf(1, item())];
    assert.equal((await put(NAME, one)).statusCode, 201);
    assert.equal((await put(NAME, one)).statusCode, 200);
    assert.equal((await put(NAME, other)).statusCode, 409);
    assert.equal((await sopa.inbox()).length, 1);
  });

  test('takes a message once: in another file it has the same receipt', async () => {
    const [known, fresh] = [item(), item()];
    await put(NAME, fileOf(1, known));
    await put('SAITE-0010000-2.xml', fileOf(2, known, fresh));
    const [first] = await receipts(NAME);
    const [again, second] = await receipts('SAITE-0010000-2.xml');
    assert.deepEqual(again, first);
    assert.notEqual(second, first);
    assert.deepEqual(
      (await sopa.inbox()).map((message) => [message.messageId, message.fileName]),
      [
        [known.messageId, NAME],
        [fresh.messageId, 'SAITE-0010000-2.xml'],
      ],
    );
  });

  const good = fileOf(1, item());
  for (const [what, name, content, code] of [
    ['is not as the schema says', NAME, good.replace('report-overdue', 'other'), 'SCHEMA_INVALID'],
    ['brings a document type', NAME, good.replace('<Sopa', '<!DOCTYPE a><Sopa'), 'DOCUMENT_TYPE'],
    ['is cut off', NAME, good.slice(0, 300), 'NOT_WELL_FORMED'],
    ['is not UTF-8', NAME, Buffer.from([0xff, 0xfe, 0x3c]), 'NOT_UNICODE'],
    [
      'has a wrong control total',
      NAME,
      good.replace('>1</ItemCount>', '>2</ItemCount>'),
      'CONTROL_TOTAL_WRONG',
    ],
    ['has another name than it says', 'SAITE-0010000-2.xml', good, 'HEADER_WRONG'],
  ] as const) {
    test(`takes nothing of a file that ${what}`, async () => {
      const answer = await put(name, content);
      assert.equal(answer.statusCode, 422);
      assert.deepEqual(answer.json(), { error: { code } });
      assert.deepEqual(await sopa.inbox(), []);
    });
  }

  test('takes no file of another municipality', async () => {
    assert.equal((await put(NAME, good, '0020000')).statusCode, 422);
  });

  test('finds files, messages and receipts again', async () => {
    const one = fileOf(1, item());
    await put(NAME, one);
    const before = [await receipts(NAME), await sopa.inbox()];
    await sopa.restart();
    assert.deepEqual([await receipts(NAME), await sopa.inbox()], before);
    assert.equal((await put(NAME, one)).statusCode, 200);
  });

  test('gives receipts once a file is there and read', async () => {
    assert.equal((await receipts(NAME)).length, 0);
    await sopa.fault('slow-reading');
    await put(NAME, good);
    assert.equal((await receipts(NAME)).length, 0);
    await waitFor('the file to be read', async () => (await receipts(NAME)).length === 1);
  });

  test('refuses items on command, which are taken in another file later', async () => {
    const one = item();
    await sopa.fault('refuse-items');
    await put(NAME, fileOf(1, one));
    assert.deepEqual(await receipts(NAME), [{ MessageID: one.messageId, ErrorCode: 'CHILD_NOT_KNOWN' }]);
    await sopa.fault('none');
    await put('SAITE-0010000-2.xml', fileOf(2, one));
    assert.equal((await sopa.inbox()).length, 1);
  });
});
