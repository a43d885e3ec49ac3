import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { IVIS_NAMESPACE, messageTypeOf, VISS_NAMESPACE, vissActionOf } from '@saite/contracts/soap';
import pg from 'pg';
import { type Identity, selfSigned } from '../../support/certificates.ts';
import { openTestHub, type TestHub } from '../../support/hub.ts';
import {
  elements,
  operation,
  postEnvelope,
  signedEnvelope,
  systemOf,
  textIn,
  writeSystems,
} from '../../support/soap-caller.ts';

const CODE = '16117519997';
const placement = (change: Readonly<Record<string, unknown>> = {}) =>
  operation(
    'SubmitPlacement',
    elements({
      placementId: 'viss-1',
      recordVersion: 1,
      personCode: CODE,
      programme: 'adult-long-term-care',
      institutionId: 'VSAC-1',
      startedOn: '2020-01-05',
      dailyCost: '10.00',
      ...change,
    }),
  );
const allowance = (personCode = CODE) =>
  operation('GetAllowance', elements({ personCode, month: '2020-01' }));

describe('the door in the shape of the state’s request service', () => {
  let hub: TestHub;
  let spolis: Identity;
  let other: Identity;
  let removeSystems: () => void;
  let transaction: string;
  before(async () => {
    [spolis, other] = await Promise.all([selfSigned('spolis'), selfSigned('other')]);
    const systems = writeSystems([
      systemOf('spolis', spolis, { roles: ['spolis'] }),
      systemOf('other', other, { roles: ['accountant'], institutionIds: ['VSAC-2'] }),
    ]);
    removeSystems = systems.remove;
    hub = await openTestHub({ systems: systems.path, isSandbox: true });
    transaction = await start();
  });
  after(async () => {
    await hub.close();
    removeSystems();
  });

  const url = () => `${hub.url}/viss/v1`;

  /** Sends an element under an action, addressed and signed. */
  async function send(
    action: string,
    element: string,
    { identity = spolis, addressing = {} }: { identity?: Identity; addressing?: Record<string, string> } = {},
  ) {
    const headers = { Action: action, MessageID: `urn:uuid:${randomUUID()}`, To: url(), ...addressing };
    const xml = signedEnvelope(identity, element, { version: '1.2', addressing: headers });
    return { ...(await postEnvelope(url(), xml, { version: '1.2' })), sent: headers };
  }

  async function start(identity = spolis): Promise<string> {
    const begun = `<StartTransaction xmlns="${VISS_NAMESPACE}"/>`;
    const { status, text } = await send(vissActionOf('StartTransaction'), begun, { identity });
    assert.equal(status, 200, text);
    return textIn(text, 'TransactionID') ?? '';
  }

  interface Ivis {
    readonly messageId?: string;
    readonly type?: string;
    readonly transaction?: string;
    readonly identity?: Identity;
  }

  function ivis(element: string, { messageId = randomUUID(), type, ...more }: Ivis = {}): string {
    const name = /<([A-Za-z]+)/.exec(element)?.[1] ?? '';
    const header = elements({
      MessageID: messageId,
      MessageType: type ?? messageTypeOf(name),
      TransactionID: more.transaction ?? transaction,
      TimeStamp: '2026-11-20T10:00:00+03:00',
    });
    return `<IVISRequest xmlns="${IVIS_NAMESPACE}"><Header>${header}</Header><Body>${element}</Body></IVISRequest>`;
  }

  const submit = (operation: 'Submit' | 'SubmitSync', element: string, options: Ivis = {}) =>
    send(
      vissActionOf(operation),
      ivis(element, options),
      options.identity ? { identity: options.identity } : {},
    );

  const getResult = (messageId: string, identity?: Identity) =>
    submit(
      'SubmitSync',
      `<GetResult xmlns="${VISS_NAMESPACE}"><MessageID>${messageId}</MessageID></GetResult>`,
      {
        ...(identity && { identity }),
      },
    );

  it('gives a transaction, answers a message in it, and relates each answer to its message', async () => {
    assert.match(transaction, /^URN:IVIS:999003:SAITE-v1-0-TR-/);
    const taken = await submit('SubmitSync', placement());
    assert.equal(taken.status, 200, taken.text);
    assert.match(textIn(taken.text, 'eventId') ?? '', /^e\./);
    const messageId = randomUUID();
    const stated = await submit('SubmitSync', allowance(), { messageId });
    assert.deepEqual(
      ['Result', 'CorrelationID', 'TransactionID', 'MessageType', 'month', 'RelatesTo', 'Action'].map(
        (name) => textIn(stated.text, name),
      ),
      [
        'success',
        messageId,
        transaction,
        messageTypeOf('GetAllowanceResponse'),
        '2020-01',
        stated.sent.MessageID,
        vissActionOf('SubmitSyncResponse'),
      ],
    );
  });

  it('takes a message now and gives its result later, to its sender only, with a trace each time', async () => {
    const messageId = randomUUID();
    const taken = await submit('Submit', allowance(), { messageId });
    assert.deepEqual([textIn(taken.text, 'Result'), textIn(taken.text, 'Body')], ['success', undefined]);
    assert.doesNotMatch(taken.text, /GetAllowanceResponse[ >]/);
    const entries = async () => {
      const client = new pg.Client({ connectionString: hub.room.databaseUrl });
      await client.connect();
      const { rows } = await client.query(
        "SELECT count(*)::int AS count FROM audit.entry WHERE door = 'viss' AND operation = 'queryAllowance'",
      );
      await client.end();
      return Number(rows[0].count);
    };
    const before = await entries();
    for (const _again of [1, 2]) {
      const { text } = await getResult(messageId);
      assert.deepEqual([textIn(text, 'Result'), textIn(text, 'personCode')], ['success', CODE], text);
    }
    assert.equal(await entries(), before + 2);
    const stolen = await submit(
      'SubmitSync',
      `<GetResult xmlns="${VISS_NAMESPACE}"><MessageID>${messageId}</MessageID></GetResult>`,
      { identity: other, transaction: await start(other) },
    );
    assert.deepEqual(
      [textIn(stolen.text, 'Result'), textIn(stolen.text, 'ErrorCode')],
      ['error', 'NOT_FOUND'],
    );
  });

  it('tells the result of a message that failed when it is fetched', async () => {
    const messageId = randomUUID();
    assert.equal(
      textIn((await submit('Submit', allowance('32000000003'), { messageId })).text, 'Result'),
      'success',
    );
    const { text } = await getResult(messageId);
    assert.deepEqual([textIn(text, 'Result'), textIn(text, 'ErrorCode')], ['error', 'NOT_FOUND']);
  });

  it('gives the same answer to the same message, and refuses another under its id', async () => {
    const messageId = randomUUID();
    const first = await submit('SubmitSync', placement({ placementId: 'viss-2' }), { messageId });
    const again = await submit('SubmitSync', placement({ placementId: 'viss-2' }), { messageId });
    assert.equal(textIn(again.text, 'eventId'), textIn(first.text, 'eventId'));
    const change = await submit('SubmitSync', placement({ placementId: 'viss-3' }), { messageId });
    assert.equal(textIn(change.text, 'ErrorCode'), 'IDEMPOTENCY_KEY_REUSED');

    const read = randomUUID();
    const before = await submit('SubmitSync', allowance(), { messageId: read });
    await submit('SubmitSync', placement({ recordVersion: 2, dailyCost: '12.00' }));
    const after = await submit('SubmitSync', allowance(), { messageId: read });
    assert.equal(textIn(after.text, 'statementId'), textIn(before.text, 'statementId'));
    const now = await submit('SubmitSync', allowance());
    assert.notEqual(textIn(now.text, 'statementId'), textIn(before.text, 'statementId'));
  });

  it('keeps no code in clear of what it keeps', async () => {
    const client = new pg.Client({ connectionString: hub.room.databaseUrl });
    await client.connect();
    const { rows } = await client.query('SELECT row_to_json(viss_result)::text AS row FROM hub.viss_result');
    await client.end();
    assert.ok(rows.length > 3);
    for (const { row } of rows) assert.doesNotMatch(row, new RegExp(CODE));
  });

  it('lists errors with the same codes, severity and what to do, and each wrong field', async () => {
    const { status, text } = await submit('SubmitSync', placement({ startedOn: '2019-02-29' }));
    assert.equal(status, 200);
    assert.deepEqual([textIn(text, 'Result'), textIn(text, 'ErrorSeverity')], ['error', 'ERROR']);
    assert.deepEqual(
      [...text.matchAll(/<ErrorCode>([A-Z_]+)</g)].map((match) => match[1]),
      ['INVALID', 'INVALID'],
    );
    assert.match(text, /<ErrorDescription>startedOn: not as the schema says</);
    const refused = await submit('SubmitSync', placement(), {
      identity: other,
      transaction: await start(other),
    });
    assert.equal(textIn(refused.text, 'ErrorCode'), 'FORBIDDEN');
  });

  it('knows whose a transaction is, and what a type is of', async () => {
    for (const options of [
      { transaction: 'URN:IVIS:999003:SAITE-v1-0-TR-made-up' },
      { transaction: `URN:IVIS:999003:SAITE-v1-0-TR-${CODE}` },
      { transaction: await start(other) },
      { type: messageTypeOf('GetPerson') },
    ]) {
      const { text } = await submit('SubmitSync', allowance(), options);
      assert.equal(textIn(text, 'ErrorCode'), 'INVALID');
      assert.doesNotMatch(text, new RegExp(`made-up|${CODE}`));
    }
  });

  it('answers with a fault to what is not addressed to it, not signed, or no envelope of its kind', async () => {
    const action = vissActionOf('SubmitSync');
    const code = async (answer: ReturnType<typeof send>) => textIn((await answer).text, 'code');
    assert.equal(await code(send(`${VISS_NAMESPACE}/Delete`, ivis(allowance()))), 'INVALID');
    assert.equal(
      await code(send(action, ivis(allowance()), { addressing: { To: 'http://elsewhere/viss/v1' } })),
      'INVALID',
    );
    assert.equal(await code(send(action, allowance())), 'NOT_FOUND');
    assert.equal(
      await code(send(action, ivis(allowance()).replace('<TimeStamp>', '<TimeStamp>x'))),
      'INVALID',
    );
    const unaddressed = signedEnvelope(spolis, ivis(allowance()), { version: '1.2' });
    assert.equal(
      textIn((await postEnvelope(url(), unaddressed, { version: '1.2' })).text, 'code'),
      'INVALID',
    );
    const old = await postEnvelope(url(), signedEnvelope(spolis, ivis(allowance())));
    assert.deepEqual([old.status, textIn(old.text, 'code')], [415, 'UNSUPPORTED_TYPE']);
    const large = await postEnvelope(url(), 'x'.repeat(4 * 1024 * 1024 + 1), { version: '1.2' });
    assert.deepEqual([large.status, textIn(large.text, 'code')], [413, 'TOO_LARGE']);
  });

  it('describes itself, schemas inside', async () => {
    const text = await (await fetch(`${url()}?wsdl`)).text();
    assert.ok(text.includes(`location="${url()}"`));
    assert.match(text, /<xs:element ref="saite:SubmitPlacement"\/>/);
  });
});
