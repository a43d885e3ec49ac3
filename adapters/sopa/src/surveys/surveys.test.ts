import assert from 'node:assert/strict';
import { after, afterEach, before, suite, test } from 'node:test';
import type { PersonCode } from '@saite/contracts';
import { openCode, openNarrative, personRef } from '@saite/identity';
import { waitFor } from '@saite/runtime/testing';
import { madeCode, madeSurvey } from '../testing/made.ts';
import { openWorld, type World } from '../testing/world.ts';

suite('surveys of SOPA', () => {
  let world: World;
  let last = 0;
  const next = (): PersonCode => {
    last += 1;
    return madeCode(last);
  };
  const told = (childCode: PersonCode, count = 1) =>
    waitFor(`${count} surveys of a child`, () => {
      const events = world.surveys(childCode);
      return events.length >= count && events;
    });
  const parkedFor = (item: string, reason: string, state = 'parked') =>
    waitFor(`${reason} to be ${state}`, async () =>
      (await world.parked()).find((row) => row.item === item && row.reason === reason && row.state === state),
    );

  before(async () => {
    world = await openWorld();
  });
  afterEach(() => world.sopa.fault('none'));
  after(() => world.close());

  test('tells surveys that were recorded before the placement, what was found sealed', async () => {
    const child = next();
    await world.sopa.surveys(
      madeSurvey(child, 'before-1'),
      madeSurvey(child, 'before-2'),
      madeSurvey(child, 'before-3', { withdrawn: true }),
    );
    await world.place(child);
    const events = await told(child, 3);
    assert.deepEqual(
      events.map(({ data }) => [data.recordId, data.withdrawn]),
      [
        ['before-1', false],
        ['before-2', false],
        ['before-3', true],
      ],
    );
    const [first] = events;
    assert.ok(first);
    const { keys } = world.adapter;
    assert.equal(openCode(keys, first.subject, first.data.identity), child);
    const { findings } = openNarrative(keys, first.subject, 'survey', first.data.narrative);
    assert.equal(findings, 'Ģimenē ir silti un tīri');
    assert.ok(!JSON.stringify(events).includes('silti'));
  });

  test('tells a survey, and its next version, recorded after the placement', async () => {
    const child = next();
    await world.place(child);
    await world.sopa.surveys(madeSurvey(child, 'after'));
    await told(child);
    await world.sopa.surveys(madeSurvey(child, 'after', { recordVersion: 2, surveyedOn: '2026-10-06' }));
    assert.equal((await told(child, 2)).at(-1)?.data.surveyedOn, '2026-10-06');
  });

  test('tells surveys of a child of a crisis, without a placement', async () => {
    const child = next();
    await world.sopa.surveys(madeSurvey(child, 'crisis'));
    await world.crisis(child);
    await told(child);
  });

  test("tells surveys under a child's former code", async () => {
    const [child, former] = [next(), next()];
    await world.sopa.surveys(madeSurvey(former, 'former'));
    await world.person(child, former);
    await world.place(child);
    await told(former);
  });

  test('tells nothing of a child who is not watched, nor of an adult in care', async () => {
    const [other, adult, child] = [next(), next(), next()];
    await world.place(adult, 'adult-long-term-care');
    await world.place(child);
    await world.sopa.surveys(
      madeSurvey(other, 'of-other'),
      madeSurvey(adult, 'of-adult'),
      madeSurvey(child, 'of-child'),
    );
    await told(child);
    assert.deepEqual([...world.surveys(other), ...world.surveys(adult)], []);
  });

  test("parks an answer with another child's survey, and takes the next good one", async () => {
    const child = next();
    await world.sopa.surveys(madeSurvey(child, 'mine'));
    await world.sopa.fault('other-person');
    await world.place(child);
    const ref = personRef(world.adapter.keys, child);
    assert.equal((await parkedFor(ref, 'ANSWER_OF_ANOTHER')).path, 'surveys.0.childCode');
    assert.deepEqual(world.surveys(child), []);
    await world.sopa.fault('none');
    await told(child);
    await parkedFor(ref, 'ANSWER_OF_ANOTHER', 'resolved');
  });

  test('parks a survey that cannot be read, without what it says, and takes it later', async () => {
    const child = next();
    await world.sopa.surveys(madeSurvey(child, 'unreadable'));
    await world.sopa.fault('changed-schema');
    await world.place(child);
    assert.equal((await parkedFor('survey:unreadable', 'SURVEY_INVALID')).path, 'findings');
    await world.sopa.fault('none');
    await told(child);
    await parkedFor('survey:unreadable', 'SURVEY_INVALID', 'resolved');
  });

  test('reads from the beginning when SOPA does not know the cursor', async () => {
    const child = next();
    await world.sopa.surveys(madeSurvey(child, 'kept'));
    await world.place(child);
    await told(child);
    await world.sopa.restart({ losing: true });
    await world.sopa.surveys(madeSurvey(child, 'kept', { recordVersion: 7 }));
    await waitFor('what the restored register says', () =>
      world.surveys(child).some(({ data }) => data.recordVersion === 7),
    );
  });

  test('an outage parks nothing, and all comes once SOPA is back', async () => {
    const child = next();
    const parked = await world.parked();
    await world.sopa.surveys(madeSurvey(child, 'late'));
    await world.sopa.fault('garbage');
    await world.place(child);
    await waitFor('SOPA to be away', async () => {
      const health = await fetch(`http://127.0.0.1:${world.adapter.healthPort}/health/ready`);
      return (await health.text()).includes('REGISTER_AWAY');
    });
    await world.sopa.fault('none');
    await told(child);
    assert.deepEqual(await world.parked(), parked);
  });

  test('no address holds a code', () => {
    assert.ok(world.sopa.requests.some((line) => line.includes('/surveys/query')));
    for (const line of world.sopa.requests) assert.doesNotMatch(line, /\b[0-9]{11}\b/);
  });
});
