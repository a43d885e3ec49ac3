import { PersonCode, PersonRef, Sealed } from '@saite/contracts';
import {
  allRefs,
  type KeyRing,
  keyedDigest,
  openTexts,
  type RefNames,
  sealTexts,
  versionOfRef,
} from '@saite/identity';
import type { Transaction } from './database.ts';
import type { KeptSchema } from './kept-schema.ts';

const SCHEMA = 'person_refs';

/**
 * Which references are one code's, under the versions of the index key. No reference lies here in clear: a row is found
 * by the keyed digest of one, and holds it sealed. So whoever had an old index key finds nobody by it.
 */
export const PERSON_REFS: KeptSchema = {
  schema: SCHEMA,
  steps: [
    `CREATE TABLE known_ref (
      ref_digest text PRIMARY KEY,
      code_digest text NOT NULL,       -- the same for all references of one code
      version int NOT NULL,            -- of the index key
      sealed json NOT NULL,            -- the reference
      told boolean NOT NULL DEFAULT false,
      UNIQUE (code_digest, version)
    );
    CREATE INDEX known_ref_untold ON known_ref (ref_digest) WHERE NOT told;
    -- Codes that whoever made a reference of them keeps nowhere else, and the hub does not hear of.
    CREATE TABLE known_code (
      number bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
      code_digest text PRIMARY KEY,
      sealed json NOT NULL
    );
    -- Up to which version of the index key everybody whom the hub knows is in the table.
    CREATE TABLE prepared (
      only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
      version int NOT NULL
    );`,
  ],
  grants: {
    '*': { known_ref: ['SELECT', 'INSERT'], prepared: ['SELECT'] },
    'adapter-sources': { known_code: ['SELECT', 'INSERT'] },
    hub: {
      known_ref: ['SELECT', 'INSERT', 'UPDATE'],
      known_code: ['SELECT', 'UPDATE'],
      prepared: ['SELECT', 'INSERT', 'UPDATE'],
    },
  },
};

type Queryable = Pick<Transaction, 'query'>;

const codeDigestOf = (ring: KeyRing, code: PersonCode): string => keyedDigest(ring, 'person-ref-code', code);
const digestOf = (ring: KeyRing, ref: PersonRef): string => keyedDigest(ring, 'person-ref', ref);
const recordOf = (digest: string): string => `person-ref/${digest}`;

/** Makes known which references codes have under all index keys of the ring. */
export async function keepRefs(
  database: Queryable,
  ring: KeyRing,
  codes: readonly PersonCode[],
): Promise<void> {
  const rows = [...new Set(codes)]
    .flatMap((code) => {
      const codeDigest = codeDigestOf(ring, code);
      return [...allRefs(ring, code)].map(([version, ref]) => ({ codeDigest, version, ref }));
    })
    .map((row) => ({ ...row, digest: digestOf(ring, row.ref) }));
  if (rows.length === 0) return;
  const { rows: known } = await database.query<{ digest: string }>({
    name: 'refs-known',
    text: `SELECT ref_digest AS digest FROM ${SCHEMA}.known_ref WHERE ref_digest = ANY($1)`,
    values: [rows.map(({ digest }) => digest)],
  });
  const old = new Set(known.map(({ digest }) => digest));
  const fresh = rows.filter(({ digest }) => !old.has(digest)).sort((a, b) => (a.digest < b.digest ? -1 : 1));
  if (fresh.length === 0) return;
  await database.query({
    name: 'keep-refs',
    text: `INSERT INTO ${SCHEMA}.known_ref (ref_digest, code_digest, version, sealed)
      SELECT * FROM unnest($1::text[], $2::text[], $3::int[], $4::json[]) ON CONFLICT DO NOTHING`,
    values: [
      fresh.map(({ digest }) => digest),
      fresh.map(({ codeDigest }) => codeDigest),
      fresh.map(({ version }) => version),
      fresh.map(({ digest, ref }) => JSON.stringify(sealTexts(ring, recordOf(digest), { ref }))),
    ],
  });
}

/** Whether the index key is being changed: the ring has several of them. */
export const isRenewing = ({ index }: KeyRing): boolean => Object.keys(index.keys).length > 1;

/**
 * Keeps codes, sealed, for whoever makes references of them and keeps them nowhere else: without its code nobody could
 * say what a reference is called under another index key.
 */
export async function keepCodes(
  database: Queryable,
  ring: KeyRing,
  codes: readonly PersonCode[],
): Promise<void> {
  if (isRenewing(ring)) await keepRefs(database, ring, codes);
  const byDigest = new Map(codes.map((code) => [codeDigestOf(ring, code), code]));
  if (byDigest.size === 0) return;
  const { rows } = await database.query<{ digest: string }>({
    name: 'codes-known',
    text: `SELECT code_digest AS digest FROM ${SCHEMA}.known_code WHERE code_digest = ANY($1)`,
    values: [[...byDigest.keys()]],
  });
  for (const { digest } of rows) byDigest.delete(digest);
  const fresh = [...byDigest].sort(([a], [b]) => (a < b ? -1 : 1));
  if (fresh.length === 0) return;
  await database.query({
    name: 'keep-codes',
    text: `INSERT INTO ${SCHEMA}.known_code (code_digest, sealed) SELECT * FROM unnest($1::text[], $2::json[])
      ON CONFLICT DO NOTHING`,
    values: [
      fresh.map(([digest]) => digest),
      fresh.map(([digest, personCode]) =>
        JSON.stringify(sealTexts(ring, codeRecordOf(digest), { personCode })),
      ),
    ],
  });
}

const codeRecordOf = (digest: string): string => `person-code/${digest}`;

/** The next kept codes. @param after what the call before gave as last */
export async function readKeptCodes(
  database: Queryable,
  ring: KeyRing,
  after: number,
  limit: number,
): Promise<{ readonly codes: readonly PersonCode[]; readonly last: number | undefined }> {
  const { rows } = await database.query<{ number: number; digest: string; sealed: unknown }>(
    `SELECT number, code_digest AS digest, sealed FROM ${SCHEMA}.known_code WHERE number > $1 ORDER BY number LIMIT $2`,
    [after, limit],
  );
  return {
    codes: rows.map(({ digest, sealed }) =>
      PersonCode.parse(openTexts(ring, codeRecordOf(digest), Sealed.parse(sealed)).personCode),
    ),
    last: rows.at(-1)?.number,
  };
}

/** A reference and the one that the same code had before. */
export interface RenewedRef {
  readonly ref: PersonRef;
  readonly former: PersonRef;
}

/** Takes references that nobody was told of yet, to be told in the same transaction; none twice. */
export async function takeUntold(
  transaction: Queryable,
  ring: KeyRing,
  limit: number,
): Promise<{
  readonly taken: number;
  readonly renewed: readonly RenewedRef[];
}> {
  const { rows } = await transaction.query<{
    ref: KnownRow['others'][number];
    former: KnownRow['others'][number] | null;
  }>(
    `WITH taken AS (
       UPDATE ${SCHEMA}.known_ref SET told = true WHERE ref_digest IN (
         SELECT ref_digest FROM ${SCHEMA}.known_ref WHERE NOT told LIMIT $1 FOR UPDATE SKIP LOCKED)
       RETURNING ref_digest, code_digest, version, sealed)
     SELECT json_build_object('digest', ref_digest, 'sealed', sealed) AS ref, (
         SELECT json_build_object('digest', former.ref_digest, 'sealed', former.sealed) FROM ${SCHEMA}.known_ref former
         WHERE former.code_digest = taken.code_digest AND former.version < taken.version
         ORDER BY former.version DESC LIMIT 1) AS former
     FROM taken ORDER BY ref_digest`,
    [limit],
  );
  return {
    taken: rows.length,
    renewed: rows.flatMap(({ ref, former }) =>
      former === null ? [] : [{ ref: openRef(ring, ref), former: openRef(ring, former) }],
    ),
  };
}

interface KnownRow {
  readonly digest: string;
  readonly others: readonly { readonly digest: string; readonly sealed: unknown }[];
}

/** For each reference that is known all references of its code, the oldest first. */
export async function refsOfCodes(
  database: Queryable,
  ring: KeyRing,
  refs: readonly PersonRef[],
): Promise<ReadonlyMap<PersonRef, readonly PersonRef[]>> {
  if (refs.length === 0) return new Map();
  const byDigest = new Map(refs.map((ref) => [digestOf(ring, ref), ref]));
  const { rows } = await database.query<KnownRow>({
    name: 'refs-of-codes',
    text: `SELECT asked.ref_digest AS digest, json_agg(json_build_object('digest', other.ref_digest, 'sealed', other.sealed)
        ORDER BY other.version) AS others
      FROM ${SCHEMA}.known_ref asked JOIN ${SCHEMA}.known_ref other USING (code_digest)
      WHERE asked.ref_digest = ANY($1) GROUP BY asked.ref_digest`,
    values: [[...byDigest.keys()]],
  });
  return new Map(
    rows.flatMap(({ digest, others }) => {
      const ref = byDigest.get(digest);
      return ref ? [[ref, others.map((other) => openRef(ring, other))] as const] : [];
    }),
  );
}

const openRef = (ring: KeyRing, { digest, sealed }: KnownRow['others'][number]): PersonRef =>
  PersonRef.parse(openTexts(ring, recordOf(digest), Sealed.parse(sealed)).ref);

/** What references are called under another version of the index key, as far as it is known. */
export async function namesUnder(
  database: Queryable,
  ring: KeyRing,
  refs: readonly PersonRef[],
  version: number,
): Promise<RefNames> {
  const known = await refsOfCodes(database, ring, refs);
  return new Map(
    [...known].flatMap(([ref, all]) => {
      const name = all.find((other) => versionOfRef(other) === version);
      return name === undefined ? [] : [[ref, name] as const];
    }),
  );
}

/** Up to which version of the index key everybody is known; nothing before the hub has said so. */
export async function preparedVersion(database: Queryable): Promise<number | undefined> {
  const { rows } = await database.query<{ version: number }>(`SELECT version FROM ${SCHEMA}.prepared`);
  return rows[0]?.version;
}

/** Everybody is known under a version: each service may go over to it. */
export async function tellPrepared(database: Queryable, version: number): Promise<void> {
  await database.query(
    `INSERT INTO ${SCHEMA}.prepared AS known (version) VALUES ($1)
     ON CONFLICT (only_one) DO UPDATE SET version = greatest(known.version, excluded.version)`,
    [version],
  );
}
