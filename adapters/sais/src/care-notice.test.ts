import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type EventOf, PlacementRecorded } from '@saite/contracts';
import { eventIdOf, makeKeyFile, parseKeyFile, personRef, sealCode } from '@saite/identity';
import { toInstant } from '@saite/runtime';
import { type NoticeState, nextNotice, type SealedNotice, UNKNOWN_PLACEMENT } from './care-notice.ts';
import { madeCode } from './testing/made.ts';

const ring = parseKeyFile(makeKeyFile());

function placement(recordVersion: number, stay: object | 'withdrawn' = {}, person = 1) {
  const code = madeCode(person);
  const subject = personRef(ring, code);
  const data = PlacementRecorded.parse({
    recordId: 'pl-1',
    recordVersion,
    withdrawn: stay === 'withdrawn',
    identity: sealCode(ring, subject, code),
    ...(stay === 'withdrawn'
      ? {}
      : {
          stay: {
            programme: 'adult-long-term-care',
            institutionId: 'vsac-1',
            startedOn: '2024-03-01',
            ...stay,
          },
        }),
  });
  const event: EventOf<'spolis.placement.recorded.v1'> = {
    specversion: '1.0',
    id: eventIdOf(ring, 'spolis', data.recordId, data.recordVersion),
    source: '/registers/spolis',
    type: 'spolis.placement.recorded.v1',
    subject,
    time: toInstant(new Date()),
    datacontenttype: 'application/json',
    data,
  };
  return event;
}

/** What SAIS is told when versions arrive in this order. */
function told(...events: EventOf<'spolis.placement.recorded.v1'>[]): SealedNotice[] {
  let state: NoticeState = UNKNOWN_PLACEMENT;
  return events.flatMap((event) => {
    const next = nextNotice(state, event);
    state = next.state;
    return next.send ? [next.send] : [];
  });
}

test('an admission is told, then the discharge', () => {
  const notices = told(placement(1), placement(2, { endedOn: '2024-05-01' }));
  assert.deepEqual(
    notices.map(({ recordVersion, admittedOn, dischargedOn, withdrawn }) => ({
      recordVersion,
      admittedOn,
      dischargedOn,
      withdrawn,
    })),
    [
      { recordVersion: 1, admittedOn: '2024-03-01', dischargedOn: undefined, withdrawn: false },
      { recordVersion: 2, admittedOn: '2024-03-01', dischargedOn: '2024-05-01', withdrawn: false },
    ],
  );
});

test('an older version that arrives later, and the same one again, tell nothing', () => {
  const notices = told(placement(2, { endedOn: '2024-05-01' }), placement(1), placement(2));
  assert.deepEqual(
    notices.map((notice) => notice.recordVersion),
    [2],
  );
});

test('a version that changes nothing for SAIS tells nothing', () => {
  assert.equal(told(placement(1), placement(2, { dailyCost: '20.00' })).length, 1);
});

test('a withdrawal is told with what was told before; alone it tells nothing', () => {
  const notices = told(placement(1), placement(2, 'withdrawn'));
  assert.equal(notices[1]?.withdrawn, true);
  assert.equal(notices[1]?.institutionId, 'vsac-1');
  assert.equal(told(placement(2, 'withdrawn'), placement(1)).length, 0);
});

test("a child's placement is none of SAIS's; one that becomes a child's is withdrawn there", () => {
  const child = { programme: 'child-out-of-family' };
  assert.equal(told(placement(1, child)).length, 0);
  assert.deepEqual(
    told(placement(1), placement(2, child), placement(3, child)).map((notice) => notice.withdrawn),
    [false, true],
  );
});

test('a version that names another person is told', () => {
  const notices = told(placement(1), placement(2, {}, 2));
  assert.deepEqual(
    notices.map((notice) => notice.subject),
    [personRef(ring, madeCode(1)), personRef(ring, madeCode(2))],
  );
});
