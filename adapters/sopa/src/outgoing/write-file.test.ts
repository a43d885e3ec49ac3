import assert from 'node:assert/strict';
import { after, suite, test } from 'node:test';
import type { OpenRequest } from '@saite/adapter-kit';
import { Atvk, type DeliveryRequested, type DiscrepancyDeliveryRequested, RecordId } from '@saite/contracts';
import { makeKeyFile, openCode, parseKeyFile, personRef } from '@saite/identity';
import { contentOf } from '../sandbox/arrived-document.ts';
import { MADE_NARRATIVE, madeCode, makeRequests } from '../testing/made.ts';
import { XmlProblem } from '../xml/schema.ts';
import { OutgoingFile, openOutgoingSchema } from './protocol.ts';
import { notForSopa, writeFile, writeItem } from './write-file.ts';

type AnyRequest = DeliveryRequested | DiscrepancyDeliveryRequested;

const keys = parseKeyFile(makeKeyFile());
const childCode = madeCode(1);
const subject = personRef(keys, childCode);
const make = makeRequests(keys);
const opened = (request: AnyRequest): OpenRequest => ({
  subject,
  personCode: openCode(keys, subject, request.identity),
  recipient: request.recipient,
  document: request.document,
  cancelled: request.cancelled,
});
const DISCREPANCY = '7c1e5d90-3b42-4f6a-8d21-000000000005';
const head = {
  municipality: Atvk.parse('0010000'),
  sequence: 7,
  createdAt: new Date('2026-11-20T10:00:00Z'),
};

suite('a file for a social service', () => {
  const schema = openOutgoingSchema();
  after(() => schema[Symbol.dispose]());
  const readBack = (...requests: readonly AnyRequest[]) => {
    const items = requests.map((request) => writeItem(keys, request.deliveryId, opened(request)));
    return OutgoingFile.parse(schema.read(writeFile(head, items)));
  };

  test('says for whom it is, its number and how many items it holds', () => {
    assert.deepEqual(readBack(make.alert({ childCode }), make.decision({ childCode })).Header, {
      FileName: 'SAITE-0010000-7.xml',
      Receiver: '0010000',
      Sequence: 7,
      CreatedAt: '2026-11-20T10:00:00.000Z',
      ItemCount: 2,
    });
  });

  test('holds a contact report, texts unchanged', () => {
    const request = make.report({ childCode });
    const [item] = readBack(request).Items.Item;
    assert.ok(item);
    assert.equal(item.MessageID, request.deliveryId);
    assert.equal(item.ChildCode, childCode);
    assert.deepEqual(contentOf(item), {
      kind: 'contact-report',
      reportId: 'report-1',
      recordVersion: 1,
      institutionId: 'BAC-1',
      reportedOn: '2026-11-01',
      period: { from: '2026-08-01', to: '2026-10-31' },
      ...MADE_NARRATIVE,
    });
  });

  test('holds an alert, with what was done if it tells of a crisis', () => {
    const [late, crisis] = readBack(make.alert({ childCode }), make.crisis({ childCode })).Items.Item;
    assert.ok(late && crisis);
    const { alertId: _late, ...lateContent } = { alertId: '', ...contentOf(late) };
    assert.deepEqual(lateContent, {
      kind: 'care-alert',
      alertKind: 'report-overdue',
      raisedOn: '2026-11-02',
      dueOn: '2026-11-01',
      institutionId: null,
    });
    const { alertId: _crisis, ...crisisContent } = { alertId: '', ...contentOf(crisis) };
    assert.deepEqual(crisisContent, {
      kind: 'care-alert',
      alertKind: 'crisis-reported',
      raisedOn: '2026-11-02',
      dueOn: null,
      institutionId: 'BAC-1',
      reportedBy: 'police',
      measure: 'Nogādāts krīzes centrā',
    });
  });

  test("holds an orphan's court decision", () => {
    const [item] = readBack(make.decision({ childCode, document: { decisionId: 'd-1' } })).Items.Item;
    assert.ok(item);
    assert.deepEqual(contentOf(item), {
      kind: 'custody-decision',
      decisionId: 'd-1',
      recordVersion: 2,
      withdrawn: true,
      court: 'BT-RIGA',
      decisionKind: 'custody-suspended',
      decidedOn: '2026-10-01',
      effectiveFrom: '2026-10-02',
    });
  });

  test('holds a discrepancy with its facts, and the day once it is settled', () => {
    const facts = [
      { register: 'sopa', recordId: RecordId.parse('0010000:K-1'), lv: 'Pakalpojums <1>', en: 'Service <1>' },
      { register: 'pmlp', recordId: null, lv: 'Nav deklarēts', en: 'Not declared' },
    ];
    const settled = { recordVersion: 2, resolvedOn: '2026-11-20' };
    const [open, ended] = readBack(
      make.discrepancy({ childCode, document: { discrepancyId: DISCREPANCY } }, facts),
      make.discrepancy({ childCode, document: { discrepancyId: DISCREPANCY, ...settled } }, []),
    ).Items.Item;
    assert.ok(open && ended);
    const said = {
      kind: 'discrepancy',
      discrepancyId: DISCREPANCY,
      discrepancyKind: 'residence-differs',
      since: '2026-10-01',
    };
    assert.deepEqual(contentOf(open), {
      ...said,
      recordVersion: 1,
      resolvedOn: null,
      facts: facts.map(({ lv, en, ...fact }) => ({ ...fact, text: { lv, en } })),
    });
    assert.deepEqual(contentOf(ended), { ...said, ...settled, facts: [] });
  });

  test('is the same bytes whenever it is made', () => {
    const request = make.report({ childCode });
    const make1 = () => writeFile(head, [writeItem(keys, request.deliveryId, opened(request))]);
    assert.equal(make1(), make1());
  });

  test('shows what XML cannot carry as the replacement character', () => {
    const request = make.report({ childCode }, { ...MADE_NARRATIVE, cooperation: 'a\u0000b\ud800c' });
    const [item] = readBack(request).Items.Item;
    assert.ok(item && 'ContactReport' in item);
    assert.equal(item.ContactReport.Cooperation, 'a\ufffdb\ufffdc');
  });

  const file = writeFile(head, [
    writeItem(keys, make.alert({ childCode }).deliveryId, opened(make.alert({ childCode }))),
  ]);
  const wrong: readonly [string, string, string, string][] = [
    ['another kind of alert', file.replace('report-overdue', 'unknown'), 'SCHEMA_INVALID', 'AlertKind'],
    ['a day that is none', file.replace('2026-11-02', '2026-02-30'), 'SCHEMA_INVALID', 'RaisedOn'],
    ['a code with a hyphen', file.replace(childCode, '350000-00001'), 'SCHEMA_INVALID', 'ChildCode'],
    [
      'two documents in an item',
      file.replace('</CareAlert>', '</CareAlert><CareAlert/>'),
      'SCHEMA_INVALID',
      'CareAlert',
    ],
    ['another namespace', file.replace('v1-0', 'v2-0'), 'SCHEMA_INVALID', 'SopaOutgoing'],
    ['no end', file.slice(0, -5), 'NOT_WELL_FORMED', ''],
    [
      'a document type',
      file.replace('<SopaOutgoing', '<!DOCTYPE a [<!ENTITY b "c">]><SopaOutgoing'),
      'DOCUMENT_TYPE',
      '',
    ],
    ['more than 4 MB', file + ' '.repeat(4 * 1024 * 1024), 'TOO_LARGE', ''],
  ];
  for (const [what, text, code, path] of wrong) {
    test(`is not taken with ${what}; the error shows no value`, () => {
      assert.throws(
        () => schema.read(text),
        (error) =>
          error instanceof XmlProblem &&
          error.code === code &&
          error.path === path &&
          !/350000|unknown|2026/.test(error.message),
      );
    });
  }

  test('does not go to anybody but a social service, and holds no survey', () => {
    assert.equal(notForSopa(opened(make.alert({ childCode }))), undefined);
    assert.equal(notForSopa(opened(make.survey({ childCode }))), 'DOCUMENT_NOT_SERVED');
    assert.equal(
      notForSopa(opened(make.alert({ childCode, municipality: 'Rīga'.slice(2) }))),
      'RECIPIENT_NOT_SERVED',
    );
    assert.equal(notForSopa(opened(make.alert({ childCode, role: 'orphan-court' }))), 'RECIPIENT_NOT_SERVED');
  });
});
