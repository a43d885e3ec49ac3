import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type OpenRequest, UpstreamError } from '@saite/adapter-kit';
import { CalendarDate, DeliveryDocument } from '@saite/contracts';
import { makeKeyFile, parseKeyFile, personRef } from '@saite/identity';
import { DeliveryBody } from '../contract/messages.ts';
import {
  DISCREPANCY_FACTS,
  madeAlert,
  madeCode,
  madeDiscrepancy,
  madeReport,
  madeSurvey,
  REPORT_TEXTS,
  SURVEY_TEXTS,
} from '../testing/made.ts';
import { messageOf } from './message.ts';

const ring = parseKeyFile(makeKeyFile());
const childCode = madeCode(1);
const subject = personRef(ring, childCode);
const asked = (
  document: OpenRequest['document'],
  role: OpenRequest['recipient']['role'] = 'orphan-court',
): OpenRequest => ({
  subject,
  personCode: childCode,
  recipient: { role, id: 'court-1' },
  document,
  cancelled: false,
});
const refusedWith = (code: string) => (error: unknown) =>
  error instanceof UpstreamError && error.code === 'REFUSED' && error.registerCode === code;

test('each document is a message that the register reads, with its texts opened', () => {
  const contacts = [
    { relation: 'parent' as const, kind: 'call' as const, dates: [CalendarDate.parse('2026-05-01')] },
  ];
  const report = DeliveryBody.parse(messageOf(ring, asked(madeReport(ring, subject, { contacts }))));
  assert.ok('ContactReport' in report);
  assert.equal(report.ContactReport.CourtID, 'court-1');
  assert.equal(report.ContactReport.ChildCode, childCode);
  assert.equal(report.ContactReport.Cooperation, REPORT_TEXTS.cooperation);
  assert.deepEqual(report.ContactReport.Contact, [
    { Relation: 'parent', Kind: 'call', Date: ['2026-05-01'] },
  ]);

  const alert = DeliveryBody.parse(messageOf(ring, asked(madeAlert(ring, subject))));
  assert.ok('CareAlert' in alert);
  assert.equal(alert.CareAlert.ReportedBy, 'police');
  assert.equal(alert.CareAlert.DueOn, undefined);

  const survey = DeliveryBody.parse(messageOf(ring, asked(madeSurvey(ring, subject))));
  assert.ok('FamilySurvey' in survey);
  assert.equal(survey.FamilySurvey.Findings, SURVEY_TEXTS.findings);
  assert.equal(survey.FamilySurvey.RecordVersion, 3);
});

test('a discrepancy names its facts while it is open, and the day on which it was settled', () => {
  const resolvedOn = CalendarDate.parse('2026-11-20');
  const open = DeliveryBody.parse(messageOf(ring, asked(madeDiscrepancy(ring, subject))));
  const settled = DeliveryBody.parse(messageOf(ring, asked(madeDiscrepancy(ring, subject, resolvedOn))));
  assert.ok('Discrepancy' in open && 'Discrepancy' in settled);
  const [own, other] = DISCREPANCY_FACTS;
  assert.deepEqual(open.Discrepancy.Fact, [
    { Register: 'npais', RecordID: 'L-7', TextLv: own?.lv, TextEn: own?.en },
    { Register: 'spolis', TextLv: other?.lv, TextEn: other?.en },
  ]);
  assert.deepEqual(
    [open.Discrepancy.ResolvedOn, settled.Discrepancy.ResolvedOn, settled.Discrepancy.Fact],
    [undefined, '2026-11-20', []],
  );
});

test('a text with what XML cannot hold becomes one that it can', () => {
  const report = madeReport(ring, subject, { cooperation: 'a\u0000b\u001bc\ud800d\te' });
  const body = messageOf(ring, asked(report));
  assert.ok('ContactReport' in body);
  assert.equal(body.ContactReport.Cooperation, 'a\ufffdb\ufffdc\ufffdd\te');
});

test('what NPAIS has no way for is refused with a code', () => {
  const decision = DeliveryDocument.parse({
    kind: 'custody-decision',
    decisionId: 'd-1',
    recordVersion: 1,
    withdrawn: false,
    court: 'court-1',
    decisionKind: 'care-ended',
    decidedOn: '2026-05-04',
    effectiveFrom: '2026-05-04',
  });
  assert.throws(() => messageOf(ring, asked(decision)), refusedWith('DOCUMENT_NOT_SERVED'));
  const alert = asked(madeAlert(ring, subject), 'social-service');
  assert.throws(() => messageOf(ring, alert), refusedWith('RECIPIENT_NOT_SERVED'));
});

test('a text that is sealed for another child does not open', () => {
  const other = personRef(ring, madeCode(2));
  assert.throws(() => messageOf(ring, asked(madeSurvey(ring, other))), /does not open/);
});
