import { today, type World } from '../world.ts';
import { IDS } from './ids.ts';
import { anAdult } from './people.ts';
import { MUNICIPALITIES } from './population.ts';
import { together } from './together.ts';

const SPOLIS = { roles: ['spolis'] };

/**
 * Says personal codes and names where none belong: in paths, queries, headers, keys, and in what nobody can read. Ids,
 * which whoever tells a record chooses, are {@link IDS}'.
 */
export async function misplace(world: World): Promise<void> {
  const day = today();
  const { code, name } = anAdult(4, day);
  const hyphen = `${code.slice(0, 6)}-${code.slice(6)}`;
  for (const said of [code, hyphen]) {
    await inAddresses(world, said);
    await inHeaders(world, said, name);
    await inBodies(world, said, name);
  }
  await inFiles(world, hyphen, name);
}

/** Calls that are right but for what they do not ask for. */
const SHOWS = /^\/v1\/(?:institutions\/[^?]*\?month=2026|children\?)/;

async function inAddresses(world: World, said: string): Promise<void> {
  const gets = [
    `/${said}`,
    `/v1/${said}`,
    `/v1/persons/${said}`,
    `/v1/contact-reports/%22${said}`,
    `/v1/institutions/VSAC-RIGA-01/allowances?month=${said}`,
    `/v1/institutions/VSAC-RIGA-01/allowances?month=2026-10&after=${said}`,
    `/v1/institutions/VSAC-RIGA-01/allowances?month=2026-10&${said}=1`,
    `/v1/care-alerts?kind=${said}&after=${said}`,
    `/v1/discrepancies?kind=${said}&${said}`,
    `/v1/deliveries?state=${said}`,
    `/v1/clients/${said}`,
    `/v1/clients/${said}/months/2026-10`,
    `/v1/clients/p1.${said}/months/${said}`,
    `/v1/children/${said}`,
    `/v1/children?${said}`,
    `/v1/contact-reports?after=${said}&status=${said}`,
    `/v1/institutions/VSAC-RIGA-01/clients?month=${said}`,
    `/children/${said}`,
    `/clients/${said}?month=${said}`,
    `/find?person=${said}`,
    `/assets/${said}.js`,
    `/v1/sopa/imports/${said}`,
    `/v1/sopa/imports/${said}/result`,
    `/v1/sopa/imports?after=${said}`,
    `/v1/sopa/imports?${said}=${said}`,
    `/v1/datasets/${said}`,
    `/v1/datasets/D1?period=${said}`,
    `/v1/datasets/D1/metadata?${said}`,
    `/v1/datasets/D1/${said}`,
    `/metrics?person=${said}`,
    `/health/ready?${said}`,
    `/?lang=${said}`,
    `/v1/contact-reports/${said}%00`,
    `/v1/contact-reports/%zz${said}`,
    `/v1/%e0%a4%a${said}`,
    `/v1/contact-reports/${said.repeat(20)}`,
  ];
  for (const who of [
    { ...SPOLIS },
    { roles: ['operator'] },
    { roles: ['social-service'], municipality: MUNICIPALITIES[0] },
  ])
    await together(gets, (path) => world.call(path, { who, shows: SHOWS.test(path) }));
  await together(gets, (path) => world.call(path));
  const posts = [`/v1/care-alerts/${said}/acknowledge`, `/v1/deliveries/${said}/resend`];
  for (const path of posts)
    for (const role of ['operator', 'ministry', 'orphan-court'])
      await world.call(path, { who: { roles: [role], courtId: 'BT-0001000' }, body: { note: said } });
  await world.call(`/v1/persons/query?personCode=${said}`, {
    who: SPOLIS,
    body: { personCode: said },
    shows: true,
  });
}

async function inHeaders(world: World, said: string, name: string): Promise<void> {
  const body = { personCode: said };
  const path = '/v1/persons/query';
  const latin = Buffer.from(name).toString('latin1');
  const headers: Record<string, string>[] = [
    { 'saite-purpose': `iesniegums par ${said}` },
    { 'saite-purpose': latin },
    { 'saite-purpose': `UTF-8''${encodeURIComponent(`sūdzība par ${said}`)}` },
    { 'idempotency-key': said },
    { 'idempotency-key': latin },
    { 'accept-language': said },
    { accept: `${said}/json` },
    { 'content-type': `application/json; charset=${said}` },
    { 'content-type': said },
    { 'content-encoding': said },
    { 'x-file-name': said },
    { 'user-agent': said, referer: `http://127.0.0.1/${said}`, traceparent: said, cookie: `person=${said}` },
    { [`x-${said}`]: said },
    { authorization: `Bearer ${said}` },
    { authorization: `Basic ${Buffer.from(`${said}:${name}`).toString('base64')}` },
    { authorization: `Bearer ${Buffer.from(`{"sub":"${said}"}`).toString('base64url')}.e30.e30` },
  ];
  await together(headers, (one) => world.call(path, { who: SPOLIS, headers: one, body, shows: true }));
  // A caller whose own name is a code. Claims cannot be one: neither the issuer nor the hub takes such an id.
  const who = { sub: said, roles: ['spolis', 'orphan-court', 'operator'], courtId: 'BT-0001000' };
  await world.call(path, { who, body, shows: true });
  await world.call('/v1/care-alerts', { who });
  await world.call('/v1/deliveries', { who });
  await world.call('/v1/placements', {
    who,
    headers: { 'idempotency-key': said },
    body: placementOf('P-sub', said),
  });
}

const placementOf = (placementId: string, personCode: string) => ({
  placementId,
  recordVersion: 1,
  personCode,
  programme: 'adult-long-term-care',
  institutionId: 'VSAC-RIGA-01',
  startedOn: '2026-01-01',
  dailyCost: '20.00',
});

async function inBodies(world: World, said: string, name: string): Promise<void> {
  const bodies: (string | Buffer | object)[] = [
    { [said]: 1 },
    { personCode: said, [said]: { [name]: said } },
    { personCode: [said] },
    { personCode: `${said} ` },
    { personCode: Number(said.replace('-', '')) },
    { personCode: `${said}\u0000` },
    [said],
    JSON.stringify(said),
    `{"personCode": ${said}}`,
    `{"personCode":"${said}","name":"${name}"`,
    `{"personCode":"\n    at ${said}"}}`,
    said,
    `<person>${said}</person>`,
    Buffer.concat([Buffer.from(`{"personCode":"${said}`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
    Buffer.from(`{"personCode":"${said}"}`, 'utf16le'),
    { personCode: said, padding: `${said} ${name} `.repeat(12_000) },
    `${'['.repeat(5_000)}"${said}"`,
    { ...placementOf('P-1', said), startedOn: said, endedOn: said, municipality: said, programme: said },
    { __proto__: { personCode: said } },
    `{"__proto__":{"personCode":"${said}"},"personCode":"${said}"}`,
  ];
  const paths = [
    '/v1/persons/query',
    '/v1/placements',
    '/v1/children/query',
    '/v1/contact-reports',
    '/v1/allowances/query',
  ];
  for (const path of paths)
    await together(bodies, (body) => world.call(path, { who: SPOLIS, body, shows: path === paths[0] }));
  await world.call(paths[0] ?? '', { body: { personCode: said } });
}

/** Files with codes in their names and where the schema wants something else. */
async function inFiles(world: World, said: string, name: string): Promise<void> {
  const municipality = '0005000';
  const who = { roles: ['social-service'], municipality };
  const whole = await world.sandbox('/sandbox/sopa/files', { municipality, persons: 4, plain: true });
  world.outside.learn(whole);
  const send = (file: string, fileName: string) =>
    world.call('/v1/sopa/imports', {
      who,
      body: file,
      headers: { 'content-type': 'application/xml', 'x-file-name': fileName },
    });
  const wrong = [
    whole.replaceAll(/<PersonId>P-0</g, `<PersonId>${IDS.record.code}<`),
    whole.replace(/<PersonId>P-0<\/PersonId>/, `<P${said}>${name}</P${said}>`),
    whole.replace(/<PersonCode>[^<]*</, `<PersonCode>${said}x<`),
    whole.replace(/<Territory>[^<]*</, `<Territory>${said}<`),
    whole.replace(/<FileId>[^<]*</, `<FileId>${said}<`),
    whole.replace(/<FileName>[^<]*</, `<FileName>SOPA-${said}.xml<`),
    whole.replace(/<Sender>[^<]*</, `<Sender>${said}<`),
    whole.replace(/<Persons>/, `<Persons code="${said}">`),
    whole.replace(/<Persons>/, `<!-- ${said} ${name} --><?code ${said}?><Persons>`),
    whole.replace('<SopaImport', `<!DOCTYPE x [<!ENTITY c "${said}">]><SopaImport`),
    whole.replace(/<Persons>/, `&${name.split(' ')[0]};&#x;${said}<Persons>`),
    whole.replace(/<Persons>/, `${said}<Persons>`),
    whole.slice(0, whole.indexOf('</PersonCode>')),
    `${said} ${name}`,
    JSON.stringify({ personCode: said }),
  ];
  await together(wrong, async (file) => {
    await send(file, `SOPA-${municipality}-1.xml`);
    await send(file, `SOPA-${said}-1.xml`);
  });
  const imports = await world.call('/v1/sopa/imports', { who });
  await together(imports.text.matchAll(/"importId":"([^"]+)"/g), async ([, importId]) => {
    await world.call(`/v1/sopa/imports/${importId}`, { who });
    await world.call(`/v1/sopa/imports/${importId}`, { who: { roles: ['operator'] } });
    await world.call(`/v1/sopa/imports/${importId}/result`, { who });
  });
}
