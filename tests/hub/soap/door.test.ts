import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { type Identity, selfSigned } from '../../support/certificates.ts';
import { openTestHub, type TestHub } from '../../support/hub.ts';
import {
  elements,
  operation,
  postEnvelope,
  signedEnvelope,
  systemOf,
  textIn,
  type Version,
  writeSystems,
  wrongPaths,
} from '../../support/soap-caller.ts';

const CODE = '16117519997';
const placement = (change: Readonly<Record<string, unknown>> = {}) => ({
  placementId: 'soap-1',
  recordVersion: 1,
  personCode: CODE,
  programme: 'adult-long-term-care',
  institutionId: 'VSAC-1',
  startedOn: '2020-01-05',
  endedOn: '2020-01-25',
  dailyCost: '10.00',
  ...change,
});

describe('the SOAP door', () => {
  let hub: TestHub;
  let spolis: Identity;
  let accountant: Identity;
  let partial: Identity;
  let stranger: Identity;
  let removeSystems: () => void;
  before(async () => {
    [spolis, accountant, partial, stranger] = await Promise.all([
      selfSigned('spolis'),
      selfSigned('accountant'),
      selfSigned('partial'),
      selfSigned('stranger'),
    ]);
    const systems = writeSystems([
      systemOf('spolis', spolis, { roles: ['spolis'] }),
      systemOf('accounts', accountant, { roles: ['accountant'], institutionIds: ['VSAC-2'] }),
      systemOf('partial', partial, {
        roles: ['spolis'],
        operations: { queryAllowance: ['month', 'allowance', 'stays.days'] },
      }),
    ]);
    removeSystems = systems.remove;
    hub = await openTestHub({ systems: systems.path, isSandbox: true });
  });
  after(async () => {
    await hub.close();
    removeSystems();
  });

  const url = () => `${hub.url}/soap/v1`;
  const call = (
    name: string,
    record: Readonly<Record<string, unknown>>,
    {
      identity = spolis,
      version = '1.1',
      headers = {},
    }: { identity?: Identity; version?: Version; headers?: Readonly<Record<string, string>> } = {},
  ) =>
    postEnvelope(url(), signedEnvelope(identity, operation(name, elements(record)), { version }), {
      version,
      headers,
    });

  for (const version of ['1.1', '1.2'] as const) {
    it(`takes a placement and answers with the statement, in SOAP ${version}`, async () => {
      const id = `soap-${version}`;
      const taken = await call('SubmitPlacement', placement({ placementId: id }), { version });
      assert.equal(taken.status, 200, taken.text);
      assert.match(textIn(taken.text, 'eventId') ?? '', /^e\./);
      const stated = await call('GetAllowance', { personCode: CODE, month: '2020-01' }, { version });
      assert.equal(stated.status, 200, stated.text);
      assert.equal(textIn(stated.text, 'month'), '2020-01');
      assert.match(stated.text, /<allowance xsi:nil="true">/);
      const gone = await call(
        'WithdrawPlacement',
        { placementId: id, recordVersion: 2, personCode: CODE },
        { version },
      );
      assert.equal(gone.status, 200, gone.text);
    });
  }

  it('answers the same as REST', async () => {
    assert.equal((await call('SubmitPlacement', placement({ placementId: 'same-1' }))).status, 200);
    const query = { personCode: CODE, month: '2020-01' };
    const rest = await hub.call('/v1/allowances/query', query);
    const { text } = await call('GetAllowance', query);
    assert.ok(rest.json !== null && typeof rest.json === 'object');
    for (const [name, value] of Object.entries(rest.json)) {
      if (typeof value === 'string' || typeof value === 'number')
        assert.equal(textIn(text, name), String(value), name);
    }
  });

  it('leaves out what a system was not granted, and lets it do nothing else', async () => {
    const { text } = await call(
      'GetAllowance',
      { personCode: CODE, month: '2020-01' },
      { identity: partial },
    );
    assert.match(
      text,
      /<GetAllowanceResponse [^>]*><month>2020-01<\/month><allowance [^>]*><\/allowance><stays><item><days>/,
    );
    assert.doesNotMatch(text, /personCode|statementId|placementId/);
    const refused = await call('SubmitPlacement', placement(), { identity: partial });
    assert.equal(textIn(refused.text, 'code'), 'FORBIDDEN');
  });

  it('shows another institution’s accountant nothing: not there, or not yours', async () => {
    const query = { personCode: CODE, month: '2020-01' };
    const refused = await call('GetAllowance', query, { identity: accountant });
    assert.deepEqual([refused.status, textIn(refused.text, 'code')], [500, 'NOT_FOUND']);
    assert.match(refused.text, /<faultcode>soap:Client<\/faultcode>/);
  });

  it('knows nobody by a certificate that is not in the file', async () => {
    const refused = await call(
      'GetAllowance',
      { personCode: CODE, month: '2020-01' },
      { identity: stranger },
    );
    assert.deepEqual([refused.status, textIn(refused.text, 'code')], [500, 'UNAUTHENTICATED']);
  });

  it('takes a message once', async () => {
    const xml = signedEnvelope(
      spolis,
      operation('GetAllowance', elements({ personCode: CODE, month: '2020-01' })),
    );
    assert.equal((await postEnvelope(url(), xml)).status, 200);
    assert.equal(textIn((await postEnvelope(url(), xml)).text, 'code'), 'UNAUTHENTICATED');
  });

  describe('names the wrong fields, by the schema', () => {
    const wrong: readonly (readonly [string, string, string[]])[] = [
      ['an impossible date', elements(placement({ startedOn: '2019-02-29' })), ['startedOn']],
      ['a date with a zone', elements(placement({ startedOn: '2020-01-05+02:00' })), ['startedOn']],
      ['an amount with three decimals', elements(placement({ dailyCost: '10.001' })), ['dailyCost']],
      ['an unknown programme', elements(placement({ programme: 'holiday' })), ['programme']],
      ['a version of zero', elements(placement({ recordVersion: 0 })), ['recordVersion']],
      ['another order', elements({ recordVersion: 1, placementId: 'x' }), ['recordVersion']],
      ['an unknown element', `${elements(placement())}<colour>blue</colour>`, ['colour']],
      [
        'an element named like a code',
        `${elements(placement())}<c16117519997>1</c16117519997>`,
        ['(unnamed)'],
      ],
      [
        'an attribute',
        elements(placement()).replace('<placementId>', '<placementId a="b">'),
        ['placementId'],
      ],
      ['an element twice', `<placementId>a</placementId>${elements(placement())}`, ['placementId']],
    ];
    for (const [what, content, paths] of wrong) {
      it(what, async () => {
        const xml = signedEnvelope(spolis, operation('SubmitPlacement', content));
        const refused = await postEnvelope(url(), xml);
        assert.deepEqual([textIn(refused.text, 'code'), wrongPaths(refused.text)], ['INVALID', paths]);
        assert.doesNotMatch(refused.text, /16117519997|holiday|blue/);
      });
    }
  });

  it('names the wrong fields by the contracts too, where the schema cannot know', async () => {
    const end = await call('SubmitPlacement', placement({ endedOn: '2020-01-04' }));
    assert.deepEqual([textIn(end.text, 'code'), wrongPaths(end.text)], ['INVALID', ['endedOn']]);
    const code = await call('SubmitPlacement', placement({ personCode: '16117519990' }));
    assert.deepEqual([textIn(code.text, 'code'), wrongPaths(code.text)], ['INVALID', ['personCode']]);
  });

  it('repeats an answer for an idempotency key, and refuses other content under it', async () => {
    const context = { context: { idempotencyKey: 'key-1' } };
    const body = placement({ placementId: 'once-1' });
    const first = await call('SubmitPlacement', { ...context, ...body });
    const again = await call('SubmitPlacement', { ...context, ...body });
    assert.equal(first.status, 200, first.text);
    assert.equal(textIn(again.text, 'eventId'), textIn(first.text, 'eventId'));
    const other = await call('SubmitPlacement', { ...context, ...body, recordVersion: 2 });
    assert.equal(textIn(other.text, 'code'), 'IDEMPOTENCY_KEY_REUSED');
  });

  it('speaks the language that the call asks for, else the one of the connection', async () => {
    const query = { personCode: '32000000001', month: '2020-01' };
    assert.match((await call('GetAllowance', query)).text, /xml:lang="lv">Nav atrasts/);
    const headers = { 'accept-language': 'en' };
    assert.match((await call('GetAllowance', query, { headers })).text, /xml:lang="en">Not there/);
    const said = await call('GetAllowance', { context: { language: 'lv' }, ...query }, { headers });
    assert.match(said.text, /xml:lang="lv">Nav atrasts/);
  });

  it('tells in SOAP 1.2 who has to mend it', async () => {
    const refused = await call(
      'GetAllowance',
      { personCode: '32000000001', month: '2020-01' },
      { version: '1.2' },
    );
    assert.equal(refused.status, 400);
    assert.match(refused.headers.get('content-type') ?? '', /^application\/soap\+xml/);
    assert.match(
      refused.text,
      /<soap:Value>soap:Sender<\/soap:Value><soap:Subcode><soap:Value [^>]*>saite:NOT_FOUND</,
    );
  });

  describe('answers with a fault, without stack or path,', () => {
    const check = (answer: { status: number; text: string }, status: number, code: string) => {
      assert.deepEqual([answer.status, textIn(answer.text, 'code')], [status, code], answer.text);
      assert.match(answer.text, /:Fault>/);
      assert.doesNotMatch(answer.text, /\bat |\.ts|\.js|node_modules|Error:/);
    };

    it('an unknown operation, known or strange to JavaScript', async () => {
      for (const name of ['DeleteEverything', '__proto__', 'constructor', 'toString', 'Fault'])
        check(await call(name, {}), 500, 'NOT_FOUND');
    });

    it('an operation in another namespace', async () => {
      const xml = signedEnvelope(spolis, '<GetAllowance xmlns="urn:other"/>');
      check(await postEnvelope(url(), xml), 500, 'NOT_FOUND');
    });

    it('a SOAPAction that says otherwise than the Body', async () => {
      const query = { personCode: CODE, month: '2020-01' };
      const headers = { soapaction: '"http://ivis.eps.gov.lv/XMLSchemas/999003/Saite/v1-0/SubmitPlacement"' };
      check(await call('GetAllowance', query, { headers }), 500, 'INVALID');
    });

    it('what is no SOAP', async () => {
      check(
        await postEnvelope(url(), 'x', { headers: { 'content-type': 'application/json' } }),
        415,
        'UNSUPPORTED_TYPE',
      );
      check(
        await postEnvelope(url(), 'x', { headers: { 'content-type': 'text/xml; charset=utf-16' } }),
        415,
        'UNSUPPORTED_TYPE',
      );
      check(await postEnvelope(url(), 'x'), 500, 'UNREADABLE');
      check(await postEnvelope(url(), '<!DOCTYPE a><a/>', { version: '1.2' }), 400, 'UNREADABLE');
      check(await postEnvelope(url(), 'x'.repeat(300_000)), 413, 'TOO_LARGE');
    });

    it('SOAP of one version in the type of the other', async () => {
      const xml = signedEnvelope(spolis, operation('GetAllowance', ''), { version: '1.2' });
      check(await postEnvelope(url(), xml), 415, 'UNSUPPORTED_TYPE');
    });

    it('another method, and a GET that asks for no description', async () => {
      for (const [method, query] of [
        ['GET', ''],
        ['GET', '?x=wsdl'],
        ['DELETE', ''],
        ['PUT', ''],
      ] as const) {
        const response = await fetch(`${url()}${query}`, { method });
        check({ status: response.status, text: await response.text() }, 405, 'NOT_FOUND');
        assert.equal(response.headers.get('allow'), 'GET, POST');
      }
    });
  });

  it('answers to addressed messages addressed', async () => {
    const action = 'http://ivis.eps.gov.lv/XMLSchemas/999003/Saite/v1-0/GetAllowance';
    const addressing = {
      Action: action,
      MessageID: 'urn:uuid:11111111-1111-4111-8111-111111111111',
      To: url(),
    };
    const element = operation('GetAllowance', elements({ personCode: CODE, month: '2020-01' }));
    const { status, text } = await postEnvelope(url(), signedEnvelope(spolis, element, { addressing }));
    assert.equal(status, 200, text);
    assert.equal(textIn(text, 'RelatesTo'), addressing.MessageID);
    assert.equal(textIn(text, 'Action'), `${action}Response`);
  });

  it('describes itself under the address at which it is asked', async () => {
    const response = await fetch(`${url()}?wsdl`);
    assert.equal(response.status, 200);
    const text = await response.text();
    assert.ok(text.includes(`location="${url()}"`));
    assert.ok(!text.includes('127.0.0.1:8080'));
    const schema = await fetch(`${hub.url}/XMLSchemas/999003/Saite/v1-0/Saite.xsd`);
    assert.match(await schema.text(), /<xs:element name="SubmitPlacement">/);
  });
});
