import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '../../../setup/src/project.ts';
import { today, type World } from '../world.ts';
import { aChild, anAdult } from './people.ts';
import { MUNICIPALITIES } from './population.ts';
import { together } from './together.ts';

const run = promisify(execFile);
const AUDITOR = { roles: ['auditor'] };
/** Where the trail is taken to: what leaves the database is searched like what is in it. */
const EXPORTED = 'trail.jsonl';

/** Reads who looked, keeps it from the persons, and takes the whole trail out; with codes wherever a caller writes. */
export async function askTheTrail(world: World): Promise<void> {
  const day = today();
  const [adult, child] = [anAdult(8, day), aChild(5, day)];
  for (const said of [adult.code, `${adult.code.slice(0, 6)}-${adult.code.slice(6)}`]) {
    await lookUnderEmbargo(world, said, child.courtId);
    await readLogs(world, said, adult.code);
    await decideEmbargoes(world, said, `${adult.name}, ${child.code}`);
  }
  await world.call('/v1/audit-log/heads', { who: AUDITOR, body: {} });
  const { ground } = world;
  const command = join(projectRoot, 'setup/commands/audit.ts');
  const env = { ...process.env, ...ground.infrastructure.environment };
  await run(process.execPath, [command, 'export', join(ground.folder, EXPORTED)], { env });
}

async function lookUnderEmbargo(world: World, said: string, courtId: string): Promise<void> {
  const looking = [
    { roles: ['orphan-court'], courtId, sub: `PNOLV-${said}` },
    { roles: ['social-service'], municipality: MUNICIPALITIES[0] },
    { roles: ['ministry'] },
    { roles: ['spolis'] },
  ];
  for (const embargo of ['investigation', 'child-protection', said])
    await together(looking, (who) =>
      world.call('/v1/persons/query', {
        who,
        body: { personCode: said },
        headers: { 'saite-embargo': embargo, 'saite-purpose': `lieta par ${said}` },
        shows: true,
      }),
    );
}

/** What the log tells is searched too: an official's own code, and one in a purpose, are not shown to the person. */
async function readLogs(world: World, said: string, code: string): Promise<void> {
  const person = { roles: ['person'], personCode: code };
  const paths = ['', '?limit=1', `?after=${said}`, `?limit=${said}`, `?${said}=1`];
  for (const who of [AUDITOR, person, { roles: ['person'] }, { roles: ['spolis'] }])
    await together(paths, (path) =>
      world.call(`/v1/access-log/query${path}`, { who, body: { personCode: said } }),
    );
  const queries = [
    '',
    '?limit=5',
    `?operation=${said}`,
    `?organisation=${said}`,
    `?from=${said}`,
    `?after=${said}`,
  ];
  await together(queries, (query) => world.call(`/v1/audit-log${query}`, { who: AUDITOR }));
  await world.call('/v1/audit-log/state', { who: AUDITOR });
}

async function decideEmbargoes(world: World, said: string, named: string): Promise<void> {
  const { text } = await world.call('/v1/access-log/query', { who: AUDITOR, body: { personCode: said } });
  const [, entryId = randomUUID()] = /"entryId":"([^"]+)"/.exec(text) ?? [];
  const word = { entryId, visibleFrom: null, ground: 'investigation', reason: `Lieta: ${named}, ${said}` };
  const bodies = [
    word,
    { ...word, ground: 'lifted' },
    { ...word, ground: said },
    { ...word, visibleFrom: said },
    { ...word, entryId: said },
    { ...word, entryId: randomUUID(), answerId: said },
    { ...word, [said]: named },
  ];
  await together(bodies, (body) =>
    world.call('/v1/access-log/embargoes', {
      who: AUDITOR,
      body,
      headers: { 'idempotency-key': `${said}-${randomUUID()}` },
    }),
  );
}
