import { isDeepStrictEqual } from 'node:util';
import { Bus, DONE } from '@saite/bus';
import { MUNICIPAL_TYPES } from '@saite/contracts';
import { SOPA_KIND_LIST, type SopaKind } from '@saite/contracts/sopa';
import pg from 'pg';
import { z } from 'zod';
import type { PlannedObject } from './sopa-plan.ts';

const Told = z.object({
  id: z.string(),
  type: z.string(),
  data: z.object({
    recordId: z.string(),
    recordVersion: z.int(),
    withdrawn: z.boolean(),
    municipality: z.string(),
  }),
});

/** Where a running system keeps what it knows, and what it tells of a municipality's files. */
export interface SopaRoom {
  readonly database: pg.Client;
  /** Opens another connection, to hold a lock with. */
  connect(): Promise<pg.Client>;
  /** Events that came, each once: `<type> <record id> <version> recorded|withdrawn`. */
  events(sequence: number): readonly string[];
  /** How many came more than once. */
  copies(): number;
  /** Everything that came, told twice or not. */
  readonly received: number;
  close(): Promise<void>;
}

/** Finds the room of the system that took in a file, among those of the test run, and listens there. */
export async function openSopaRoom(importId: string, municipality: string): Promise<SopaRoom> {
  const { databaseUrl, name } = await roomOf(importId);
  const database = await connectTo(databaseUrl);
  const amqpUrl = new URL(process.env.AMQP_URL ?? '');
  amqpUrl.pathname = `/${name}`;
  const bus = await Bus.open({ url: amqpUrl.href, name: 'foreign-sopa-week' });
  const told = new Map<string, string>();
  const sequences = new Map<string, number>();
  let received = 0;
  await bus.consume({
    queue: 'foreign.sopa-week',
    patterns: ['sopa.service.recorded.v1', ...MUNICIPAL_TYPES],
    batchSize: 500,
    handle: async (batch) =>
      batch.map(({ body }) => {
        const { id, type, data } = Told.parse(JSON.parse(body.toString()));
        if (data.municipality !== municipality) return DONE;
        const content = `${type} ${data.recordId} ${data.recordVersion} ${data.withdrawn ? 'withdrawn' : 'recorded'}`;
        const before = told.get(id);
        if (before !== undefined && before !== content) throw new Error('one event tells two things');
        received += 1;
        told.set(id, content);
        sequences.set(id, data.recordVersion);
        return DONE;
      }),
    hold: async () => {},
    isTransient: () => true,
    onTrouble: () => {},
  });
  return {
    database,
    connect: () => connectTo(databaseUrl),
    events: (sequence) =>
      [...told].flatMap(([id, content]) => (sequences.get(id) === sequence ? [content] : [])).sort(),
    copies: () => received - told.size,
    get received() {
      return received;
    },
    close: async () => {
      await bus.close();
      await database.end();
    },
  };
}

async function connectTo(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** The room of a system is known by what it took in: its database and the broker's virtual host share a name. */
async function roomOf(importId: string): Promise<{ readonly name: string; readonly databaseUrl: string }> {
  const server = await connectTo(process.env.DATABASE_URL ?? '');
  try {
    const { rows } = await server.query<{ datname: string }>(
      "SELECT datname FROM pg_database WHERE datname LIKE 'room\\_%'",
    );
    for (const { datname: name } of rows) {
      const url = new URL(process.env.DATABASE_URL ?? '');
      url.pathname = `/${name}`;
      const client = await connectTo(url.href).catch(() => undefined); // it may be gone meanwhile
      const found = await client
        ?.query('SELECT FROM adapter_sopa.import WHERE import_id = $1', [importId])
        .catch(() => undefined);
      await client?.end();
      if (found?.rowCount === 1) return { name, databaseUrl: url.href };
    }
  } finally {
    await server.end();
  }
  throw new Error('no system of this test run took the file in');
}

interface StoredRow {
  readonly kind: number;
  readonly id: string;
  readonly sequence: number;
  readonly facts: string;
  readonly subject: string | null;
}

/** What differs between what is stored of a municipality and what should be: `kind/id`, no contents. */
export async function storeDiffers(
  database: pg.Client,
  municipality: string,
  planned: ReadonlyMap<string, PlannedObject>,
): Promise<readonly string[]> {
  const { rows } = await database.query<StoredRow>(
    'SELECT kind, id, sequence, facts, subject FROM adapter_sopa.live_object WHERE municipality = $1',
    [municipality],
  );
  const differing: string[] = [];
  const codeOfSubject = new Map<string, string>();
  const seen = new Set<string>();
  for (const { kind, id, sequence, facts, subject } of rows) {
    const key = `${kindAt(kind)}/${id}`;
    seen.add(key);
    const object = planned.get(key);
    if (!object) differing.push(`${key} should not be there`);
    else if (object.sequence !== sequence) differing.push(`${key} is of file ${sequence}`);
    else if (!isDeepStrictEqual(JSON.parse(facts), object.content))
      differing.push(`${key} says something else`);
    if (object && object.code !== null) {
      const known = subject === null ? undefined : codeOfSubject.get(subject);
      if (subject === null || (known !== undefined && known !== object.code))
        differing.push(`${key} is somebody else`);
      else codeOfSubject.set(subject, object.code);
    }
  }
  if (new Set(codeOfSubject.values()).size !== codeOfSubject.size)
    differing.push('one person under two references');
  for (const key of planned.keys()) if (!seen.has(key)) differing.push(`${key} is missing`);
  return differing;
}

function kindAt(number: number): SopaKind {
  const kind = SOPA_KIND_LIST[number];
  if (!kind) throw new RangeError('no kind has this number');
  return kind;
}
