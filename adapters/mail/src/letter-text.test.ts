import assert from 'node:assert/strict';
import { suite, test } from 'node:test';
import { AlertId, CARE_ALERT_KINDS, CalendarDate, CareAlertKind, DiscrepancyId } from '@saite/contracts';
import { letterText, type ToldAlert } from './letter-text.ts';

const alert = (number: number, given: Partial<ToldAlert> = {}): ToldAlert => ({
  alertId: AlertId.parse(`A-${number}`),
  kind: 'report-overdue',
  dueOn: CalendarDate.parse('2026-11-14'),
  ...given,
});
const alerts = (count: number) => Array.from({ length: count }, (_, index) => alert(index + 1));

suite('the text of a letter', () => {
  test('tells kind, case number, due date and link, in Latvian, then in English', () => {
    const { subject, text, html } = letterText([alert(7)], 'https://saite.test');
    assert.equal(subject, 'Saite: 1 jauns brīdinājums / 1 new alert');
    assert.ok(text.includes('- ziņojums nokavēts, lieta A-7, termiņš 14.11.2026.'), text);
    assert.ok(text.includes('- report overdue, case A-7, due 2026-11-14'), text);
    assert.ok(text.indexOf('brīdinājums') < text.indexOf('new alert'));
    for (const body of [text, html]) assert.ok(body.includes('https://saite.test/?alert=A-7'));
  });

  test('tells of discrepancies, and that they are settled, beside alerts', () => {
    const discrepancy = (number: number, isResolved: boolean, kind = 'dates-differ') => ({
      discrepancyId: DiscrepancyId.parse(`7c1e5d90-3b42-4f6a-8d21-00000000000${number}`),
      kind,
      isResolved,
    });
    const told = [discrepancy(1, false), discrepancy(2, false, 'kind-of-tomorrow'), discrepancy(3, true)];
    const { subject, text, html } = letterText([alert(1)], 'https://saite.test', told);
    assert.equal(
      subject,
      'Saite: 1 jauns brīdinājums, 2 jaunas pretrunas, 1 atrisināta pretruna / 1 new alert, 2 new discrepancies, 1 settled discrepancy',
    );
    assert.ok(text.includes('- pretruna: lēmuma un ievietošanas datumi atšķiras, lieta 7c1e5d90'), text);
    assert.ok(text.includes('- discrepancy: kind-of-tomorrow, case 7c1e5d90'), text);
    assert.ok(text.includes('- settled discrepancy: dates of decision and placement differ, case'), text);
    const link = 'https://saite.test/?discrepancy=7c1e5d90-3b42-4f6a-8d21-000000000001';
    for (const body of [text, html]) assert.ok(body.includes(link));
  });

  test('leaves the due date out where there is none', () => {
    const { text } = letterText([alert(1, { kind: 'stay-6-months', dueOn: null })], 'https://saite.test');
    assert.ok(text.includes('- bērns iestādē sešus mēnešus, lieta A-1\n'), text);
    assert.doesNotMatch(text, /termiņš|due/);
  });

  test('has a word for every kind of alert in both languages', () => {
    for (const kind of CareAlertKind.options) {
      const { text } = letterText([alert(1, { kind })], 'https://saite.test');
      assert.ok(text.includes(`- ${CARE_ALERT_KINDS[kind]}, `), kind);
      assert.doesNotMatch(text, /undefined/);
    }
  });

  for (const [count, words] of [
    [2, '2 jauni brīdinājumi'],
    [11, '11 jaunu brīdinājumu'],
    [20, '20 jaunu brīdinājumu'],
    [21, '21 jauns brīdinājums'],
  ] as const) {
    test(`counts in Latvian: ${words}`, () => {
      assert.ok(letterText(alerts(count), 'https://saite.test').subject.includes(words));
    });
  }

  test('lists the first 50 and counts the others', () => {
    const { text, html } = letterText(alerts(51), 'https://saite.test');
    assert.ok(text.includes('A-50') && !text.includes('A-51'));
    assert.ok(text.includes('un vēl 1,') && text.includes('and 1 more,'), text);
    assert.equal(html.match(/<li>/g)?.length, 100);
    assert.doesNotMatch(letterText(alerts(50), 'https://saite.test').text, /un vēl/);
  });

  test('keeps a strange address of Saite from being read as HTML', () => {
    const { html } = letterText([alert(1)], 'https://saite.test/a"<b>&c');
    assert.ok(html.includes('href="https://saite.test/a&quot;&lt;b>&amp;c/?alert=A-1"'), html);
  });
});
