import assert from 'node:assert/strict';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import { PersonCode, PersonRef, Sealed } from '@saite/contracts';
import {
  forgetOldIndexKeys,
  type KeyRing,
  makeKeyFile,
  openCode,
  parseKeyFile,
  personRef,
  rotateIndexKey,
  sealCode,
} from '@saite/identity';
import { type Database, inTransaction, openDatabase } from './database.ts';
import { createLog } from './log.ts';
import { keepCodes, keepRefs, readKeptCodes, takeUntold, tellPrepared } from './person-refs.ts';
import { References, type ReferencesOptions, type RenamedMessage } from './references.ts';
import { countStoredRefs } from './stored-refs.ts';
import { openRoom, type Room, until } from './testing/index.ts';

const files = [makeKeyFile()];
for (let version = 2; version <= 3; version += 1) files.push(rotateIndexKey(files.at(-1) ?? ''));
const [ring1, ring2, ring3] = files.map((file) => parseKeyFile(file)) as [KeyRing, KeyRing, KeyRing];
const only3 = parseKeyFile(forgetOldIndexKeys(files[2] ?? ''));
const codeOf = (number: number) => PersonCode.parse(String(32_000_000_100 + number));
const ALL = Array.from({ length: 400 }, (_, number) => codeOf(number));
const [first = codeOf(0), second = codeOf(1)] = ALL;
const log = createLog('references-test', 'silent');

let room: Room;
let database: Database;
let mark: string | undefined;
let open: References[] = [];
before(async () => {
  room = await openRoom();
  database = openDatabase(room.databaseUrl, 'references-test', log, 8);
});
after(async () => {
  await database.end();
  await room.close();
});
beforeEach(async () => {
  mark = undefined;
  await database.query(`
    DROP SCHEMA IF EXISTS mine CASCADE; DROP SCHEMA IF EXISTS person_refs CASCADE; CREATE SCHEMA mine;
    CREATE TABLE mine.person (ref text PRIMARY KEY, code json, body bytea, note jsonb);
    CREATE TABLE mine.series (ref text, month text, PRIMARY KEY (ref, month));
    CREATE TABLE mine.replaced (ref text, month text, FOREIGN KEY (ref, month) REFERENCES mine.series ON UPDATE CASCADE)`);
});
afterEach(async () => {
  for (const each of open.splice(0)) await each.close();
});

async function openUnder(keyRing: KeyRing, rules: ReferencesOptions['rules'] = {}): Promise<References> {
  const references = await References.open({
    name: 'mine',
    database,
    keyRing,
    schemas: ['mine'],
    schema: 'mine',
    word: {
      read: async () => mark,
      keep: async (word) => {
        mark = word;
      },
    },
    rules: { replaced: { follows: true }, ...rules },
    log,
  });
  open.push(references);
  return references;
}
const close = async (references: References) => {
  await references.close();
  open = open.filter((each) => each !== references);
};
/** What a service keeps of some codes under its references. */
async function store({ keys }: References, codes: readonly PersonCode[]): Promise<void> {
  const kept = codes.map((code) => {
    const ref = personRef(keys, code);
    const box = JSON.stringify(sealCode(keys, ref, code));
    const body = Buffer.from(JSON.stringify({ subject: ref, body: box }));
    return { ref, box, body, note: JSON.stringify({ [`key/${ref}`]: [ref] }) };
  });
  await database.query(
    'INSERT INTO mine.person SELECT * FROM unnest($1::text[], $2::json[], $3::bytea[], $4::jsonb[])',
    [
      kept.map(({ ref }) => ref),
      kept.map(({ box }) => box),
      kept.map(({ body }) => body),
      kept.map(({ note }) => note),
    ],
  );
  for (const table of ['series', 'replaced'])
    await database.query(`INSERT INTO mine.${table} SELECT ref, '2026-01' FROM unnest($1::text[]) AS ref`, [
      kept.map(({ ref }) => ref),
    ]);
}
/** As the hub does once all of its codes are known under the newest key. */
async function prepare(keyRing: KeyRing, codes: readonly PersonCode[]): Promise<void> {
  await keepRefs(database, keyRing, codes);
  await tellPrepared(database, keyRing.index.current);
}
const versions = async () =>
  Object.fromEntries(
    (await countStoredRefs(database, ['mine', 'person_refs'])).map(({ version, refs }) => [version, refs]),
  );
const rows = async (table: string) => (await database.query(`SELECT * FROM mine.${table} ORDER BY 1`)).rows;
const message = (keyRing: KeyRing, code: PersonCode) => {
  const subject = personRef(keyRing, code);
  return Buffer.from(JSON.stringify({ subject, data: { identity: sealCode(keyRing, subject, code) } }));
};
const readMessage = (message: RenamedMessage | undefined) => {
  assert.ok(message && 'body' in message);
  const { subject, data } = JSON.parse(message.body.toString());
  return { ref: PersonRef.parse(subject), identity: Sealed.parse(data.identity) };
};

describe("a service's references, when the index key is changed", () => {
  it('stay under the key of before until everybody is known under the new one', async () => {
    const references = await openUnder(ring1);
    await store(references, [first]);
    await close(references);
    const again = await openUnder(ring2);
    assert.equal(again.version, 1);
    assert.equal(personRef(again.keys, first), personRef(ring1, first));
    assert.equal(await again.isDue(), false);
    await prepare(ring2, [first]);
    assert.equal(await again.isDue(), true);
  });

  it('are renewed in all tables when it is opened again, and everything opens under them', async () => {
    const references = await openUnder(ring1);
    await store(references, ALL);
    await prepare(ring2, ALL);
    await close(references);
    const again = await openUnder(ring2);
    assert.equal(again.version, 2);
    assert.deepEqual(Object.keys(await versions()), ['2']);
    for (const { ref, code, body } of await rows('person')) {
      const own = openCode(again.keys, ref, Sealed.parse(code));
      assert.equal(personRef(ring2, own), ref);
      const { subject, body: inner } = JSON.parse(body.toString());
      assert.equal(subject, ref);
      assert.equal(openCode(again.keys, ref, Sealed.parse(JSON.parse(inner))), own);
    }
    assert.deepEqual(await rows('series'), await rows('replaced'));
    assert.equal((await rows('replaced')).length, ALL.length);
  });

  it('are renewed to the end after it was killed in the middle, and not opened before', async () => {
    const references = await openUnder(ring1);
    await store(references, ALL);
    await prepare(ring2, ALL);
    await close(references);
    const killed = {
      told: async () => {
        throw new Error('killed');
      },
    };
    await assert.rejects(openUnder(ring2, { series: killed }), /killed/);
    assert.deepEqual(Object.keys(await versions()), ['1', '2']);
    assert.equal((await openUnder(ring2)).version, 2);
    assert.deepEqual(Object.keys(await versions()), ['2']);
  });

  it('wait until another process of the service has closed', async () => {
    const [one, other] = [await openUnder(ring1), await openUnder(ring1)];
    await store(one, [first]);
    await prepare(ring2, [first]);
    await close(one);
    let isOpen = false;
    const again = openUnder(ring2).then((references) => {
      isOpen = true;
      return references;
    });
    await new Promise((resolve) => setTimeout(resolve, 300));
    assert.equal(isOpen, false);
    assert.equal(await other.isDue(), true);
    await close(other);
    assert.equal((await again).version, 2);
  });

  it('keep what they were called at first, over several changes, sealed', async () => {
    const references = await openUnder(ring1);
    await store(references, [first]);
    await prepare(ring2, [first]);
    await close(references);
    const again = await openUnder(ring2);
    await store(again, [second]);
    await prepare(ring3, [first, second]);
    await close(again);
    const last = await openUnder(only3);
    const refs = [first, second].map((code) => personRef(only3, code));
    const firstOf = await last.firsts.of(database, refs);
    assert.deepEqual(refs.map(firstOf), [personRef(ring1, first), personRef(ring2, second)]);
    assert.deepEqual(Object.keys(await versions()), ['3']);
    const [early, late] = refs.toSorted((a, b) => (firstOf(a) < firstOf(b) ? -1 : 1));
    assert.deepEqual(await last.firsts.inOrder(database, refs), [early, late]);
  });

  it('go over two versions at once, if a service was down all the while', async () => {
    const references = await openUnder(ring1);
    await store(references, ALL);
    await close(references);
    await prepare(ring2, ALL);
    await prepare(ring3, ALL);
    assert.equal((await openUnder(ring3)).version, 3);
    assert.deepEqual(Object.keys(await versions()), ['3']);
  });

  it('are found by the code beside them if nobody else knows it, and made known', async () => {
    const references = await openUnder(ring1);
    await store(references, [first]);
    await tellPrepared(database, 2);
    await close(references);
    const again = await openUnder(ring2);
    assert.equal((await rows('person'))[0]?.ref, personRef(ring2, first));
    const loops = again.start(() => {});
    await until(versions, (found) => found[1] === undefined);
    for (const loop of loops) await loop.close();
  });

  it('never take the place of another row: it stays, and is counted', async () => {
    const references = await openUnder(ring1);
    await store(references, [first, second]);
    const taken = personRef(ring2, first);
    await database.query('INSERT INTO mine.person (ref) VALUES ($1)', [taken]);
    await prepare(ring2, [first, second]);
    await close(references);
    await openUnder(ring2);
    const refs = (await rows('person')).map(({ ref }) => ref);
    assert.deepEqual(refs.toSorted(), [personRef(ring1, first), taken, personRef(ring2, second)].toSorted());
  });

  it('are not worked with if their key is gone', async () => {
    await close(await openUnder(ring1));
    await assert.rejects(openUnder(only3), { code: 'INDEX_KEY_MISSING' });
  });
});

describe('a message under the key that a service does not work with', () => {
  it('is renamed before anybody looks at it, forwards and backwards', async () => {
    await close(await openUnder(ring1));
    const behind = await openUnder(ring2);
    await keepRefs(database, ring2, [first]);
    const [to1, same] = await behind.rename([message(ring2, first), message(ring1, first)]);
    for (const body of [to1, same]) {
      const { ref, identity } = readMessage(body);
      assert.equal(ref, personRef(ring1, first));
      assert.equal(openCode(ring1, ref, identity), first);
    }
    await tellPrepared(database, 2);
    for (const each of open.splice(0)) await each.close();
    const ahead = await openUnder(ring2);
    const { ref, identity } = readMessage((await ahead.rename([message(ring1, first)]))[0]);
    assert.equal(ref, personRef(ring2, first));
    assert.equal(openCode(ring2, ref, identity), first);
  });

  it('is renamed by the code that it brings, if nobody was heard of it yet', async () => {
    const references = await openUnder(ring1);
    await close(references);
    const behind = await openUnder(ring2);
    const { ref, identity } = readMessage((await behind.rename([message(ring2, second)]))[0]);
    assert.equal(ref, personRef(ring1, second));
    assert.equal(openCode(ring1, ref, identity), second);
  });
});

it("a message whose reference nobody has made known is taken later; another installation's is left as it is", async () => {
  const references = await openUnder(ring1);
  await close(references);
  const behind = await openUnder(ring2);
  const bare = (ref: string) => Buffer.from(JSON.stringify({ subject: ref }));
  const [unknown, foreign] = await behind.rename([
    bare(personRef(ring2, first)),
    bare(personRef(ring3, first)),
  ]);
  assert.equal(unknown && 'code' in unknown && unknown.code, 'REFERENCE_UNKNOWN');
  assert.deepEqual(foreign, { body: bare(personRef(ring3, first)) });
  await keepRefs(database, ring2, [first]);
  const [known] = await behind.rename([bare(personRef(ring2, first))]);
  assert.deepEqual(known, { body: bare(personRef(ring1, first)) });
});

describe('the common table of references', () => {
  it('holds none in clear, tells each renewal once, and gives back the codes that were kept', async () => {
    await close(await openUnder(ring1));
    await keepCodes(database, ring1, [first, second]);
    await keepCodes(database, ring2, [first]);
    const { codes, last } = await readKeptCodes(database, ring2, 0, 10);
    assert.deepEqual(
      codes,
      [first, second].toSorted((a, b) => codes.indexOf(a) - codes.indexOf(b)),
    );
    assert.equal((await readKeptCodes(database, ring2, last ?? 0, 10)).last, undefined);
    await keepRefs(database, ring2, [first, second]);
    assert.deepEqual(await versions(), {});
    const told = () => inTransaction(database, (transaction) => takeUntold(transaction, ring2, 10));
    const { taken, renewed } = await told();
    assert.equal(taken, 4);
    const expected = [first, second].map((code) => ({
      ref: personRef(ring2, code),
      former: personRef(ring1, code),
    }));
    const inOrder = (list: readonly { readonly ref: string }[]) =>
      [...list].sort((a, b) => (a.ref < b.ref ? -1 : 1));
    assert.deepEqual(inOrder(renewed), inOrder(expected));
    assert.deepEqual(await told(), { taken: 0, renewed: [] });
  });
});
