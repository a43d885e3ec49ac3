import { randomUUID } from 'node:crypto';
import { today, type World } from '../world.ts';
import { IDS } from './ids.ts';
import { anAdult } from './people.ts';
import { together } from './together.ts';

const PURPOSE = { 'saite-purpose': 'noskaidrot neveiksmi' };
const MOST_OPENED = 30;

/** Looks into what failed, retries, dismisses and edits it, as operators do; with codes wherever they write. */
export async function operate(world: World): Promise<void> {
  const { code } = anAdult(8, today());
  const call = (path: string, body?: object, sub = 'operator-1') =>
    world.call(`/v1/operator/${path}`, {
      who: { roles: ['operator'], sub },
      headers: PURPOSE,
      ...(body && { body }),
    });
  const idsIn = (text: string, field: string) =>
    [...text.matchAll(new RegExp(`"${field}":"([^"]+)"`, 'g'))].map(([, id]) => String(id));
  const held = idsIn((await call('held')).text, 'itemId');
  await together(held.slice(0, MOST_OPENED), (id) => call(`held/${id}`));
  const [first = randomUUID(), second = randomUUID(), ...others] = held;
  for (const said of [code, `${code.slice(0, 6)}-${code.slice(6)}`]) {
    const gets = ['overview', 'failures', 'held', 'jobs', 'edits', 'history'].flatMap((path) => [
      path,
      ...['queue', 'type', 'reason', 'path', 'service', 'state', 'personRef', 'after', 'since', said].map(
        (name) => `${path}?${name}=${said}`,
      ),
    ]);
    await together([...gets, `held/${said}`, `jobs/${said}`, `edits/${said}`, said], (path) => call(path));
    const note = `saruna par ${said}`;
    const edit = (value: string, path = 'data.granted') => ({ changes: [{ path, value }], note: 'Labots.' });
    const posts: [string, object][] = [
      ['held/search', { personCode: said }],
      ['held/search', { [said]: said }],
      ...['recordId', 'eventId', 'reportId'].map((key): [string, object] => [
        'held/search',
        { [key]: IDS.lookup.code },
      ]),
      ['held/search', { deliveryId: said }],
      ['jobs/preview', { action: 'retry', filter: { queue: said } }],
      ['jobs/preview', { action: said, filter: {} }],
      ['jobs', { action: 'retry', ids: [first], note }],
      ['jobs', { action: 'retry', ids: [said], note: 'Vēlreiz.' }],
      ['jobs', { action: 'retry', filter: { type: said }, note: 'Vēlreiz.' }],
      [`jobs/${randomUUID()}/steer`, { step: said }],
      [`held/${first}/edits`, { ...edit('1.00'), note }],
      ...held.slice(0, MOST_OPENED).map((id): [string, object] => [`held/${id}/edits`, edit(said)]),
      [`held/${first}/edits`, edit('1.00', `data.${said}`)],
      [`edits/${randomUUID()}/decision`, { decision: 'approve', note }],
      ['controls', { service: 'adapter-ckan', stopped: true, reason: note }],
      ['controls', { service: said, stopped: true, reason: 'Pauze.' }],
    ];
    await together(posts, ([path, body]) => call(path, body));
    await call('overview', undefined, `PNOLV-${said}`);
  }
  // The rest is rightly done, by whoever goes by a code: what failed is tried again, one thing is set aside and is back.
  await call('jobs', { action: 'dismiss', ids: [second], note: 'Vairs nav vajadzīgs.' }, `PNOLV-${code}`);
  await call('jobs', { action: 'retry', ids: [first, ...others].slice(0, 1_000), note: 'Vēlreiz.' });
  const jobs = idsIn((await call('jobs')).text, 'jobId');
  await together(jobs, (id) => call(`jobs/${id}`));
  await together(held.slice(0, 5), (id) => call(`held/${id}`));
}
