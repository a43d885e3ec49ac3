import type { World } from '../system/world.ts';
import type { KnownFacts } from './known-facts.ts';

interface Said {
  readonly person: string;
  readonly month: string;
  readonly version: number;
  readonly id: string;
  readonly hash: string;
  readonly delta: number;
  readonly allowance: number | null;
  readonly absorbed: boolean;
}

/** What was said twice, or as if for the first time, or with a difference that does not add up; one text each. */
export async function findDoubled(world: World, known: KnownFacts): Promise<string[]> {
  const { rows } = await world.database.query<Said>(
    `SELECT person, month, version, statement_id AS id, content_hash AS hash, delta_cents AS delta,
       allowance_cents AS allowance, EXISTS (SELECT FROM hub.absorbed_statement absorbed
         WHERE absorbed.person = statement.person AND absorbed.month = statement.month
           AND absorbed.version = statement.version) AS absorbed
     FROM hub.statement ORDER BY person, month, version`,
  );
  const months = new Map<string, Said[]>();
  for (const said of rows) {
    const key = `${known.personOf(said.person)} ${said.month}`;
    const before = months.get(key);
    if (before) before.push(said);
    else months.set(key, [said]);
  }
  return [
    ...repeated(rows.map(({ person, month, version }) => `${person} ${month} version ${version}`)),
    ...repeated(rows.map(({ id }) => `statement ${id}`)),
    ...[...months].flatMap(([key, series]) => wrongSeries(key, series)),
    ...wrongEvents(world, new Set(rows.map(({ id }) => id))),
  ];
}

function repeated(names: readonly string[]): string[] {
  const seen = new Set<string>();
  return names.filter((name) => seen.size === seen.add(name).size).map((name) => `${name} is there twice`);
}

/** A month's versions: none repeats the one before it, and the differences add up to what holds now. */
function wrongSeries(key: string, series: readonly Said[]): string[] {
  const wrong: string[] = [];
  const joined = series.some(({ absorbed }) => absorbed);
  for (const [index, said] of series.entries()) {
    const before = series[index - 1];
    // A statement of joined codes may repeat one of its parts: it replaces the other part.
    if (!joined && before?.person === said.person && before.hash === said.hash)
      wrong.push(`${key} version ${said.version} says what version ${before.version} said`);
  }
  const sum = series.reduce((total, { delta }) => total + delta, 0);
  const inForce = series.filter(({ absorbed }) => !absorbed).sort((a, b) => b.version - a.version)[0];
  if (sum !== (inForce?.allowance ?? 0))
    wrong.push(`${key} differences add up to ${sum}, its allowance is ${inForce?.allowance ?? 0} cents`);
  return wrong;
}

function wrongEvents({ collector }: World, issued: ReadonlySet<string>): string[] {
  const wrong: string[] = [];
  for (const [id, { eventIds }] of collector.statements) {
    if (!issued.has(id)) wrong.push(`an event tells statement ${id}, which was never issued`);
    else if (eventIds.size > 1 || !eventIds.has(id))
      wrong.push(`statement ${id} was told by ${eventIds.size} event ids`);
  }
  if (collector.unreadable > 0) wrong.push(`${collector.unreadable} events break their contract`);
  return wrong;
}
