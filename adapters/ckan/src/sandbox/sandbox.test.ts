import assert from 'node:assert/strict';
import { afterEach, beforeEach, suite, test } from 'node:test';
import { z } from 'zod';
import { type PlayedCkan, playCkan } from '../testing/played-ckan.ts';

const Answered = z.object({
  help: z.string(),
  success: z.boolean(),
  result: z.json().optional(),
  error: z.record(z.string(), z.json()).optional(),
});
const PACKAGE = { name: 'berni', title: 'Bērni', owner_org: 'labklajibas-ministrija', license_id: 'cc-zero' };

suite('the played open data portal', () => {
  let ckan: PlayedCkan;
  let token = '';
  beforeEach(async () => {
    ckan = await playCkan();
    token = (await ckan.client()).token;
  });
  afterEach(() => ckan.close());

  const act = async (action: string, body: object | FormData, authorization: string | null = token) => {
    const isForm = body instanceof FormData;
    const answer = await fetch(`${ckan.url}/api/3/action/${action}`, {
      method: 'POST',
      headers: {
        ...(authorization === null ? {} : { authorization }),
        ...(isForm ? {} : { 'content-type': 'application/json' }),
      },
      body: isForm ? body : JSON.stringify(body),
    });
    return { status: answer.status, ...Answered.parse(await answer.json()) };
  };
  const form = (fields: Readonly<Record<string, string>>, content?: string) => {
    const data = new FormData();
    for (const [name, value] of Object.entries(fields)) data.append(name, value);
    if (content !== undefined) data.append('upload', new Blob([content], { type: 'text/csv' }), 'Dati.csv');
    return data;
  };
  const made = async (): Promise<string> =>
    z.object({ id: z.string() }).parse((await act('package_create', PACKAGE)).result).id;
  const Resource = z.looseObject({ id: z.string(), url: z.string() });

  test('makes a package once, shows it by name and id, lists and finds it, also without a token', async () => {
    const id = await made();
    const again = await act('package_create', PACKAGE);
    assert.equal(again.status, 409);
    assert.deepEqual(again.error, { name: ['That URL is already in use.'], __type: 'Validation Error' });
    const shown = await act('package_show', { id: 'berni' }, null);
    assert.match(shown.help, /\/dati\/api\/3\/action\/help_show\?name=package_show$/);
    assert.deepEqual((await act('package_show', { id }, null)).result, shown.result);
    const listed = await fetch(`${ckan.url}/api/3/action/package_list`);
    assert.deepEqual(Answered.parse(await listed.json()).result, ['berni']);
    const found = await fetch(`${ckan.url}/api/3/action/package_search?q=b%C4%93rni`);
    const Found = z.object({ count: z.number() });
    assert.equal(Found.parse(Answered.parse(await found.json()).result).count, 1);
  });

  test('says what is not there, and what nobody without a token may do', async () => {
    const nowhere = await act('package_show', { id: 'nav' });
    assert.deepEqual(
      [nowhere.status, nowhere.error],
      [404, { message: 'Not found', __type: 'Not Found Error' }],
    );
    for (const authorization of [null, 'wrong', `Bearer ${token}`]) {
      const denied = await act('package_create', PACKAGE, authorization);
      assert.equal(denied.status, 403);
      assert.equal(denied.error?.__type, 'Authorization Error');
      assert.match(String(denied.error?.message), /^Access denied: /);
    }
    assert.deepEqual(await ckan.inbox(), []);
  });

  test('refuses names, tags, organisations and extras as CKAN does, field by field', async () => {
    const refused = async (fields: object) => {
      const { status, error } = await act('package_create', { ...PACKAGE, ...fields });
      assert.equal(status, 409);
      assert.equal(error?.__type, 'Validation Error');
      return error;
    };
    assert.match(String((await refused({ name: 'Bērni' }))?.name), /purely lowercase alphanumeric/);
    assert.match(String((await refused({ name: 'b' }))?.name), /at least 2 characters/);
    assert.match(String((await refused({ name: 'b'.repeat(101) }))?.name), /maximum of 100/);
    const tags = (await refused({ tags: [{ name: 'labi' }, { name: 'nē!' }] }))?.tags;
    assert.match(JSON.stringify(tags), /^\[{},{"name":\["Tag \\"nē!\\" can only contain/);
    assert.match(JSON.stringify(await refused({ tags: [{ name: 'x' }] })), /less than minimum 2/);
    const extras = ['a', 'a'].map((key) => ({ key, value: '1' }));
    assert.ok((await refused({ extras }))?.extras_validation);
    assert.ok((await refused({ maintainer_email: 'nav' }))?.maintainer_email);
    assert.deepEqual((await refused({ owner_org: undefined }))?.owner_org, [
      'An organization must be provided',
    ]);
    const foreign = await act('package_create', { ...PACKAGE, owner_org: 'cita' });
    assert.equal(foreign.status, 403, 'an editor of one organisation publishes for no other');
    await made();
    const moved = await act('package_patch', { id: 'berni', owner_org: 'cita' });
    assert.deepEqual(moved.error?.owner_org, ['Organization does not exist']);
  });

  test('a patch of a package changes what it names and nothing else', async () => {
    await made();
    await act('package_patch', { id: 'berni', notes: 'Jauns' });
    const [shown] = await ckan.inbox();
    assert.deepEqual([shown?.title, shown?.notes, shown?.license_id], ['Bērni', 'Jauns', 'cc-zero']);
  });

  test('keeps an uploaded file under a name of its own making, and gives it to everybody', async () => {
    const id = await made();
    const first = await act('resource_create', form({ package_id: id, name: 'Dati', format: 'CSV' }, 'a,b'));
    assert.equal(first.status, 200);
    const { url, ...fields } = Resource.parse(first.result);
    assert.match(url, new RegExp(`/dati/dataset/${id}/resource/${fields.id}/download/dati\\.csv$`));
    assert.deepEqual([fields.size, fields.url_type, fields.mimetype], [3, 'upload', 'text/csv']);
    assert.equal(await (await fetch(url)).text(), 'a,b');
    const patched = await act('resource_patch', form({ id: fields.id, hash: 'x' }, 'c'));
    assert.equal(Resource.parse(patched.result).name, 'Dati');
    assert.equal(await (await fetch(url)).text(), 'c');
    const updated = await act('resource_update', { id: fields.id, format: 'CSV' });
    assert.equal(Resource.parse(updated.result).name, null);
    assert.equal((await act('resource_show', { id: fields.id })).status, 200);
    assert.equal((await act('resource_patch', { id: 'nav' })).status, 404);
    assert.equal((await act('resource_create', form({ package_id: 'nav' }, 'a'))).status, 404);
    assert.deepEqual((await act('resource_create', { name: 'x' })).error?.package_id, ['Missing value']);
  });

  test('the same id again in a package is the same resource; in another package it is refused', async () => {
    const id = await made();
    const resource = { id: 'a3b1c2d4-0000-8000-8000-000000000001', format: 'CSV' };
    await act('resource_create', form({ ...resource, package_id: id }, 'a'));
    await act('resource_create', form({ ...resource, package_id: id }, 'b'));
    await act('package_create', { ...PACKAGE, name: 'otra' });
    const elsewhere = await act('resource_create', form({ ...resource, package_id: 'otra' }, 'c'));
    assert.deepEqual(elsewhere.error?.id, ['Resource id already exists.']);
    const found = await act('package_show', { id });
    const Resources = z.object({ resources: z.array(z.object({ id: z.string() })) });
    assert.deepEqual(
      Resources.parse(found.result).resources.map((one) => one.id),
      [resource.id],
    );
  });

  test('what it took is there at its next start', async () => {
    const id = await made();
    const taken = await act('resource_create', form({ package_id: id }, 'paliek'));
    await ckan.restart();
    assert.equal(await (await fetch(Resource.parse(taken.result).url)).text(), 'paliek');
    assert.equal((await act('package_show', { id })).status, 200);
  });

  test('a call that it does not know is a bad request', async () => {
    const answer = await fetch(`${ckan.url}/api/3/action/package_explode`, { method: 'POST' });
    assert.equal(answer.status, 400);
    assert.match(await answer.text(), /Action name not known: package_explode/);
  });
});
