import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AccessLog, type AccessLogItem, AuditLog, Embargo, Problem } from '@saite/contracts';
import { openTestHub, type TestHub } from '../../support/hub.ts';

const PATH = '/v1/access-log/query';
const CLIENT = '32000000901';
const RENAMED = '32000000902';
const CHILD = '32000000903';
const OTHER = '32000000904';
const RIGA = '0001000';

describe('POST /v1/access-log/query', () => {
  let hub: TestHub;
  let now = new Date('2026-11-20T10:00:00Z');
  const tick = (ms = 1_000) => {
    now = new Date(now.getTime() + ms);
  };
  const as = (claims: object) => hub.token({ sub: 'reader', ...claims });
  const post = async (
    path: string,
    claims: object,
    body: object,
    headers: Readonly<Record<string, string>> = { 'accept-language': 'en' },
  ) => {
    tick();
    return hub.call(path, body, { token: await as(claims), headers });
  };
  const logOf = async (claims: object, personCode: string, page = '', language = 'en') => {
    const answer = await post(`${PATH}${page}`, claims, { personCode }, { 'accept-language': language });
    assert.equal(answer.status, 200, answer.text);
    return AccessLog.parse(answer.json);
  };
  const person = (personCode: string) => ({ roles: ['person'], personCode });
  const AUDITOR = { sub: 'inspector', roles: ['auditor'] };
  const COURT = { sub: 'judge', roles: ['orphan-court'], courtId: 'BT-1' };
  const SERVICE = { sub: 'worker', roles: ['social-service'], municipality: RIGA };
  const look = async (claims: object, personCode: string, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await post('/v1/persons/query', claims, { personCode }, headers);
    assert.equal(answer.status, 200, answer.text);
  };
  const brief = ({ at: _at, ...item }: AccessLogItem) =>
    [item.action, item.purpose, item.actor, item.organisation].join(' | ');
  const allOf = async (claims: object, personCode: string, limit: number) => {
    const items: AccessLogItem[] = [];
    for (let next: string | null = ''; next !== null; ) {
      const page = await logOf(claims, personCode, `?limit=${limit}${next && `&after=${next}`}`);
      items.push(...page.items);
      next = page.next;
    }
    return items;
  };

  before(async () => {
    hub = await openTestHub({ clock: { now: () => now } });
    const residence = { atvk: RIGA, since: '2016-01-01' };
    await hub.publish(
      hub.events.person({ personCode: CLIENT, residence }),
      hub.events.person({ personCode: RENAMED, residence, formerCodes: [CLIENT] }),
      hub.events.person({ personCode: OTHER, residence }),
    );
    const placed = { recordVersion: 1, institutionId: 'VSAC-1', startedOn: '2026-01-01' };
    for (const body of [
      { ...placed, placementId: 'p-1', personCode: CLIENT, programme: 'adult-long-term-care' },
      { ...placed, placementId: 'c-1', personCode: CHILD, programme: 'child-out-of-family' },
    ])
      assert.equal((await post('/v1/placements', { sub: 'spolis', roles: ['spolis'] }, body)).status, 202);
  });
  after(() => hub.close());

  it('tells the person who looked, when and why, newest first, under whatever code', async () => {
    await look({ sub: 'spolis-1', roles: ['spolis'] }, CLIENT, {
      'saite-purpose': 'renewal of the contract',
    });
    await look(SERVICE, RENAMED);
    for (const code of [CLIENT, RENAMED]) {
      const { items } = await logOf(person(CLIENT), code);
      const looks = items.filter(({ actor }) => actor !== 'reader').map(brief);
      assert.deepEqual(looks, [
        `A person on a day, as far as the role may see | Social work with the family | worker | ${RIGA}`,
        'A person on a day, as far as the role may see | renewal of the contract | spolis-1 | spolis',
        'Record or change a placement | Keeping the register of social services | spolis | spolis',
      ]);
      const times = items.map(({ at }) => at);
      assert.deepEqual(times, [...times].sort().reverse());
      for (const { entryId, answerId, embargo, visibleFrom } of items)
        assert.deepEqual([entryId, answerId, embargo, visibleFrom], [null, null, null, null]);
    }
    const [own] = (await logOf(person(CLIENT), CLIENT, '?limit=1', 'lv')).items;
    assert.ok(own);
    assert.equal(brief(own), 'Kas skatījis personas datus | Piekļuve saviem datiem | reader | person');
  });

  it('is 404 for another person, and for one without a code', async () => {
    for (const claims of [person(OTHER), { roles: ['person'] }]) {
      const answer = await post(PATH, claims, { personCode: CLIENT });
      assert.equal(Problem.parse(answer.json).code, 'NOT_FOUND');
    }
    assert.equal((await post(PATH, person(CLIENT), { personCode: '32000000999' })).status, 404);
    assert.equal((await post(PATH, COURT, { personCode: CLIENT })).status, 403);
  });

  it('of whom nobody asked is empty', async () => {
    assert.deepEqual(await logOf(AUDITOR, '32000000999'), { items: [], next: null });
  });

  it('shows no personal code that somebody wrote into a purpose, or is called by', async () => {
    const official = { sub: 'PNOLV-161175-19997', roles: ['spolis'] };
    await look(official, CLIENT, { 'saite-purpose': 'request of 16117519997, case 7' });
    const answer = await post(PATH, person(CLIENT), { personCode: CLIENT });
    const [item] = AccessLog.parse(answer.json).items;
    assert.match(item?.actor ?? '', /^PNOLV-#[A-Za-z0-9_-]{8}$/);
    assert.match(item?.purpose ?? '', /^request of #[A-Za-z0-9_-]{8}, case 7$/);
    assert.equal(item?.actor.slice(6), item?.purpose.slice(11, 20));
    assert.doesNotMatch(answer.text, /161175-?19997/);
  });

  it('hides what is about a child in care, and every later entry of that child', async () => {
    await look({ sub: 'spolis-2', roles: ['spolis'] }, CHILD);
    const withdrawn = await post(
      '/v1/placements/withdraw',
      { sub: 'spolis-3', roles: ['spolis'] },
      { placementId: 'c-1', recordVersion: 2, personCode: CHILD },
    );
    assert.equal(withdrawn.status, 202);
    assert.deepEqual((await logOf(person(CHILD), CHILD)).items, []);
    const all = (await logOf(AUDITOR, CHILD)).items;
    assert.deepEqual(all.map(({ actor, embargo }) => [actor, embargo]).slice(-3), [
      ['spolis-3', 'custody'],
      ['spolis-2', 'custody'],
      ['spolis', 'custody'],
    ]);
  });

  describe('and a look that the caller wants hidden', () => {
    const hidden = { 'saite-embargo': 'investigation' };

    it('is hidden without a trace: no entry, no shorter page, no place in between', async () => {
      const before = await allOf(person(OTHER), OTHER, 3);
      for (let index = 0; index < 3; index += 1) {
        await look(SERVICE, OTHER, hidden);
        await look({ sub: `s-${index}`, roles: ['spolis'] }, OTHER);
        await look(SERVICE, OTHER, { 'saite-embargo': 'child-protection' });
      }
      for (const limit of [1, 2, 3, 1000]) {
        const seen = (await allOf(person(OTHER), OTHER, limit)).filter(({ actor }) => actor !== 'reader');
        assert.deepEqual(
          seen.map(({ actor }) => actor),
          ['s-2', 's-1', 's-0'],
        );
      }
      const first = await logOf(person(OTHER), OTHER, '?limit=1');
      const rest = (await logOf(person(OTHER), OTHER)).items.length;
      let pages = 0;
      for (let next = first.next; next !== null; pages += 1)
        next = (await logOf(person(OTHER), OTHER, `?limit=1&after=${next}`)).next;
      assert.equal(pages, rest - 2); // the two looks in between are not before it
      assert.ok(before.length < rest);
      const grounds = (await logOf(AUDITOR, OTHER)).items.map(({ embargo }) => embargo);
      assert.equal(grounds.filter((ground) => ground === 'investigation').length, 3);
      assert.equal(grounds.filter((ground) => ground === 'child-protection').length, 3);
    });

    it('is refused for other roles, other grounds and changes, after 401 to 400 and before 404', async () => {
      const refused = async (
        claims: object,
        path: string,
        body: object,
        headers: Readonly<Record<string, string>>,
      ) => {
        const answer = await post(path, claims, body, headers);
        const { code, errors } = Problem.parse(answer.json);
        assert.deepEqual([code, errors?.map((error) => error.path)], ['INVALID', ['Saite-Embargo']]);
      };
      const spolis = { roles: ['spolis'] };
      await refused(spolis, '/v1/persons/query', { personCode: OTHER }, hidden);
      await refused(SERVICE, '/v1/persons/query', { personCode: OTHER }, { 'saite-embargo': 'because' });
      await refused(
        SERVICE,
        '/v1/persons/query',
        { personCode: '32000000999' },
        { 'saite-embargo': 'custody' },
      );
      await refused(
        { roles: ['orphan-court'], courtId: 'BT-1' },
        '/v1/contact-reports/R-1/confirm',
        {},
        hidden,
      );
      const text = await hub.call('/v1/persons/query', undefined, {
        token: await as(spolis),
        headers: hidden,
        raw: '{',
      });
      assert.equal(Problem.parse(text.json).code, 'UNREADABLE');
    });
  });

  describe('POST /v1/access-log/embargoes', () => {
    const say = async (body: object, claims: object = AUDITOR) =>
      post('/v1/access-log/embargoes', claims, { visibleFrom: null, reason: 'the police asked', ...body });
    const taken = async (body: object) => {
      const answer = await say(body);
      assert.equal(answer.status, 200, answer.text);
      return Embargo.parse(answer.json);
    };
    const newest = async () => {
      const item = (await logOf(AUDITOR, CLIENT)).items.find(({ actor }) => actor === 'worker');
      assert.ok(item?.entryId && item.answerId);
      return item;
    };
    const workers = async () =>
      (await logOf(person(CLIENT), CLIENT)).items.filter(({ actor }) => actor === 'worker').length;

    it('keeps an entry from the person until a day, or until it is lifted; the latest word counts', async () => {
      const { entryId, answerId } = await newest();
      assert.equal(await workers(), 1);
      const until = await taken({ entryId, ground: 'investigation', visibleFrom: '2026-12-01' });
      assert.deepEqual([until.entries, until.visibleFrom], [1, '2026-11-30T22:00:00.000Z']);
      assert.equal(await workers(), 0);
      assert.equal((await newest()).embargo, 'investigation');
      await taken({ answerId, ground: 'child-protection' });
      const kept = await newest();
      assert.deepEqual([kept.embargo, kept.visibleFrom], ['child-protection', null]);
      await taken({ entryId, ground: 'lifted' });
      assert.equal(await workers(), 1);
      assert.equal((await newest()).embargo, null);
      await taken({ entryId, ground: 'investigation', visibleFrom: '2026-12-01' });
      const back = now;
      now = new Date('2026-11-30T22:00:01Z');
      assert.equal(await workers(), 1);
      now = back;
    });

    it('is not told to the person either', async () => {
      const { items } = await logOf(person(CLIENT), CLIENT);
      assert.ok(!items.some(({ actor }) => (actor === 'inspector' ? false : actor.includes('embargo'))));
      assert.ok(!items.some(({ action }) => action.startsWith('Keep from a person')));
    });

    it('lifts what was hidden from the beginning', async () => {
      const [entry] = (await logOf(AUDITOR, CHILD)).items.filter(({ actor }) => actor === 'spolis-2');
      await taken({ entryId: entry?.entryId, ground: 'lifted' });
      // The placement was withdrawn: an inspector who looks now looks at nobody's custody.
      const seen = (await logOf(person(CHILD), CHILD)).items.map(({ actor }) => actor);
      assert.deepEqual(
        [seen.includes('spolis-2'), seen.includes('spolis-3'), seen.includes('spolis')],
        [true, false, false],
      );
    });

    it('is for auditors, for entries that are there, and for days to come', async () => {
      const { entryId, answerId } = await newest();
      const fields = async (body: object) => {
        const { code, errors } = Problem.parse((await say(body)).json);
        return [code, ...(errors ?? []).map(({ path }) => path)];
      };
      assert.equal((await say({ entryId, ground: 'lifted' }, COURT)).status, 403);
      assert.deepEqual(await fields({ entryId: '00000000-0000-4000-8000-000000000000', ground: 'lifted' }), [
        'NOT_FOUND',
      ]);
      assert.deepEqual(await fields({ ground: 'lifted' }), ['INVALID', 'entryId']);
      assert.deepEqual(await fields({ entryId, answerId, ground: 'lifted' }), ['INVALID', 'entryId']);
      assert.deepEqual(await fields({ entryId, ground: 'custody' }), ['INVALID', 'ground']);
      assert.deepEqual(await fields({ entryId, ground: 'lifted', visibleFrom: '2027-01-01' }), [
        'INVALID',
        'visibleFrom',
      ]);
      assert.deepEqual(await fields({ entryId, ground: 'investigation', visibleFrom: '2026-11-20' }), [
        'INVALID',
        'visibleFrom',
      ]);
    });

    it('is itself an entry, which bears the digest of what was said', async () => {
      const answer = await hub.call('/v1/audit-log?operation=embargoAuditEntries', undefined, {
        token: await as(AUDITOR),
      });
      const { items } = AuditLog.parse(answer.json);
      assert.ok(items.length >= 4);
      for (const { target, embargo, kind, personRef } of items) {
        assert.match(target ?? '', /^embargo:[0-9a-f-]{36}:[0-9a-f]{64}$/);
        assert.deepEqual([embargo, kind, typeof personRef], ['custody', 'change', 'string']);
      }
      assert.doesNotMatch(answer.text, /the police asked/);
    });
  });
});
