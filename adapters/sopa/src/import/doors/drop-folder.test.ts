import assert from 'node:assert/strict';
import { mkdir, readdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { until } from '@saite/runtime/testing';
import type { ImportFileOptions } from '../../sandbox/imports/write-import-file.ts';
import { type ImportWorld, madeFile, openImportWorld, readWhole } from '../testing/import-world.ts';

const SECOND_DAY = '2026-11-11';
const day2 = { day: 2, sequence: 2, periodFrom: SECOND_DAY, periodTo: SECOND_DAY } as const;

suite('the folder into which a server for SFTP puts files', () => {
  let world: ImportWorld;
  before(async () => {
    world = await openImportWorld();
  });
  after(() => world.close());

  const folderOf = (municipality: string) => join(world.dropFolder, municipality);
  const nameOf = (municipality: string, sequence = 1) => `SOPA-${municipality}-${sequence}.xml`;
  const fileOf = (municipality: string, options: Partial<ImportFileOptions> = {}): Buffer =>
    Buffer.concat([...madeFile({ municipality, ...options })]);
  /** Puts a file there that was last written so many seconds ago; a whole one appears at once. */
  const put = async (municipality: string, name: string | Buffer, content: Buffer, secondsAgo = 60) => {
    const folder = folderOf(municipality);
    await mkdir(folder, { recursive: true });
    const unfinished = join(folder, '.unfinished');
    await writeFile(unfinished, content);
    const at = new Date(world.opened.adapter.clock.now().getTime() - secondsAgo * 1_000);
    await utimes(unfinished, at, at);
    await rename(unfinished, Buffer.concat([Buffer.from(`${folder}/`), Buffer.from(name)]));
  };
  const namesIn = async (folder: string): Promise<string[]> =>
    (await readdir(folder).catch(() => [])).filter((name) => name !== 'done').sort();
  const doneOf = (municipality: string) => join(folderOf(municipality), 'done');
  const isDone = (municipality: string, files: number) =>
    until(
      () => namesIn(doneOf(municipality)),
      (names) => names.length === 2 * files && names.every((name) => !name.startsWith('.')),
      30_000,
    );
  const resultOf = async (municipality: string, name: string) =>
    readWhole(await readFile(join(doneOf(municipality), `${name}.result.xml`), 'utf8'));
  /** A folder is looked at as a whole: once a file that came later is done, what lies there was seen. */
  let witnesses = 0;
  const lookedAt = async () => {
    witnesses += 1;
    const witness = `00${39 + witnesses}000`;
    await put(witness, nameOf(witness), fileOf(witness));
    await isDone(witness, 1);
  };

  test('a file is taken, moved to done and its result laid beside it', async () => {
    const municipality = '0002000';
    const content = fileOf(municipality);
    await put(municipality, nameOf(municipality), content);
    const name = nameOf(municipality);
    assert.deepEqual(await isDone(municipality, 1), [name, `${name}.result.xml`]);
    assert.deepEqual(await namesIn(folderOf(municipality)), []);
    assert.ok(content.equals(await readFile(join(doneOf(municipality), name))));
    const { header } = await resultOf(municipality, name);
    assert.deepEqual([header.result, header.receiver, header.failed], ['accepted', municipality, 0]);
    const [listed] = await world.list(municipality);
    assert.equal((await world.result(municipality, listed?.importId ?? '')).header.importId, header.importId);
  });

  test('what is still written is left alone, until it is whole', async () => {
    const municipality = '0003000';
    const content = fileOf(municipality);
    const name = nameOf(municipality);
    const unfinished = [`.${name}`, `${name}.part`, `${name}.filepart`, `${name}.tmp`, `${name}~`];
    for (const each of unfinished) await put(municipality, each, content);
    await put(municipality, name, content.subarray(0, 9_000), 0); // it grew just now
    await lookedAt();
    assert.deepEqual(await namesIn(folderOf(municipality)), [...unfinished, name].sort());
    assert.deepEqual(await world.list(municipality), []);
    await put(municipality, name, content);
    await isDone(municipality, 1);
    assert.equal((await resultOf(municipality, name)).header.result, 'accepted');
    assert.deepEqual(await namesIn(folderOf(municipality)), unfinished.sort());
  });

  test('the oldest is taken first, one at a time, whatever the names', async () => {
    const municipality = '0004000';
    const laid = `${municipality}-laid`; // a folder of nobody, so that all of them are there at once
    const third = '2026-11-12';
    const files = [
      [3, { day: 3, sequence: 3, periodFrom: third, periodTo: third }, 10],
      [1, {}, 30],
      [2, day2, 20],
    ] as const;
    for (const [sequence, options, secondsAgo] of files)
      await put(laid, nameOf(municipality, sequence), fileOf(municipality, options), secondsAgo);
    await rename(folderOf(laid), folderOf(municipality));
    await isDone(municipality, 3);
    for (const sequence of [1, 2, 3])
      assert.equal((await resultOf(municipality, nameOf(municipality, sequence))).header.result, 'accepted');
    assert.deepEqual(
      (await world.list(municipality)).map((one) => one.sequence),
      [3, 2, 1],
    );
  });

  test('a refused file is moved too, and the right one under the same name keeps both', async () => {
    const municipality = '0005000';
    const name = nameOf(municipality);
    await put(municipality, name, fileOf(municipality, { fileMistake: 'COUNT_DIFFERS' }));
    await isDone(municipality, 1);
    const refused = await resultOf(municipality, name);
    assert.deepEqual(
      [refused.header.result, refused.fileErrors.map(({ rule }) => rule)],
      ['rejected', ['COUNT_DIFFERS']],
    );
    await put(municipality, name, fileOf(municipality));
    const second = nameOf(municipality).replace('.xml', '.2.xml');
    assert.deepEqual(
      await isDone(municipality, 2),
      [name, `${name}.result.xml`, second, `${second}.result.xml`].sort(),
    );
    assert.equal((await resultOf(municipality, second)).header.result, 'accepted');
    assert.equal((await resultOf(municipality, name)).text, refused.text);
  });

  test('a file under a name that does not say whose it is, or which, is refused', async () => {
    const municipality = '0006000';
    await put(municipality, 'export.xml', fileOf(municipality));
    await isDone(municipality, 1);
    const { fileErrors } = await resultOf(municipality, 'export.xml');
    assert.deepEqual(
      fileErrors.map(({ rule }) => rule),
      ['FILE_NAME_WRONG'],
    );
  });

  test('what was cut off between result and move is done again, with the same result', async () => {
    const municipality = '0007000';
    const name = nameOf(municipality);
    const mistakes = [{ code: 'STATUS_OVERLAPS' as const, count: 2 }];
    await put(municipality, name, fileOf(municipality, { mistakes }));
    await isDone(municipality, 1);
    const before = await resultOf(municipality, name);
    assert.equal(before.header.result, 'accepted-with-errors');
    await world.settled();
    const told = world.opened.records.length;
    // As a crash leaves it: the result is there, the file has not been moved.
    await rename(join(doneOf(municipality), name), join(folderOf(municipality), name));
    await isDone(municipality, 1);
    assert.equal((await resultOf(municipality, name)).text, before.text);
    await world.settled();
    assert.equal(
      world.opened.records.filter(({ data }) => data.municipality === municipality).length > 0,
      true,
    );
    assert.equal(world.opened.records.length, told);
    assert.equal((await world.list(municipality)).length, 1);
  });

  test('folders of nobody, folders in folders and results of old are left alone', async () => {
    const municipality = '0020000';
    await put('riga', nameOf(municipality), fileOf(municipality));
    await put('12', nameOf(municipality), fileOf(municipality));
    await put(municipality, `${nameOf(municipality)}.result.xml`, fileOf(municipality));
    await mkdir(join(folderOf(municipality), 'archive'), { recursive: true });
    await writeFile(join(world.dropFolder, nameOf(municipality)), fileOf(municipality));
    await lookedAt();
    assert.deepEqual(await namesIn(folderOf('riga')), [nameOf(municipality)]);
    assert.deepEqual(await namesIn(folderOf('12')), [nameOf(municipality)]);
    assert.deepEqual(await namesIn(folderOf(municipality)), [
      `${nameOf(municipality)}.result.xml`,
      'archive',
    ]);
    assert.deepEqual(await world.list(municipality), []);
  });

  test('a file that cannot be read, or not be moved, does not stop other municipalities’', async () => {
    const [unreadable, unmovable] = ['0000100', '0000200'] as const; // looked at first
    // A name in another encoding than UTF-8, under which nothing can be opened here.
    await put(unreadable, Buffer.from([0x53, 0xc0, 0xe2, 0x2e, 0x78, 0x6d, 0x6c]), Buffer.from('<a/>'));
    await put(unmovable, nameOf(unmovable), Buffer.from('<a/>'));
    await writeFile(doneOf(unmovable), 'a file where the folder should be');
    await lookedAt();
    await lookedAt();
    assert.equal((await world.list(unmovable)).length, 1, 'it is not taken in again and again');
    await rm(doneOf(unmovable));
    await isDone(unmovable, 1);
    assert.equal((await resultOf(unmovable, nameOf(unmovable))).header.result, 'rejected');
  });
});
