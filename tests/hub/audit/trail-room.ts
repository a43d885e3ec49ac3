import { readFileSync } from 'node:fs';
import { PersonRef } from '@saite/contracts';
import { exportTrail, linesOf, readHeadsFile, TrailVerifier, type Verdict } from '@saite/hub/audit';
import { type AuditKey, type KeyRing, makeKeyFile, parseAuditPublicKey, parseKeyFile } from '@saite/identity';
import {
  createLog,
  createMetrics,
  type Database,
  inTransaction,
  migrate,
  openDatabase,
} from '@saite/runtime';
import { openRoom } from '@saite/runtime/testing';
import { type AuditedCall, type AuditedContent, appendAudit } from '../../../hub/src/audit/append.ts';
import { AUDIT_SCHEMA, AUDIT_STEPS } from '../../../hub/src/audit/schema.ts';
import { openTrail, type Trail } from '../../../hub/src/audit/trail.ts';
import { HUB_SCHEMA, HUB_STEPS } from '../../../hub/src/store/schema.ts';
import { makeTrailKeeping, type TestKeeping } from '../../support/trail-keeping.ts';

export const PERSON = PersonRef.parse('p1.AAAAAAAAAAAAAAAAAAAAAA');
const silent = createLog('test-trail', process.env.LOG_LEVEL ?? 'silent');

/** A database with the hub's tables, and entries of the audit trail in it; nothing chains them yet. */
export interface TrailRoom {
  readonly databaseUrl: string;
  readonly database: Database;
  readonly keeping: TestKeeping;
  readonly ring: KeyRing;
  /** Time of the trail, which a test may move. */
  readonly clock: { at: Date; now(): Date };
  append(count: number, content?: Partial<AuditedContent>, call?: Partial<AuditedCall>): Promise<void>;
  /** Opens a trail as a hub process does, on this database or as another user. */
  open(over?: { database?: Database; key?: AuditKey; headsFile?: string }): Trail;
  count(table: string): Promise<number>;
  verdict(options?: { readonly withHeads?: boolean }): Promise<Verdict>;
  close(): Promise<void>;
}

const LOOK: AuditedCall = {
  operation: 'queryPerson',
  kind: 'look',
  door: 'rest',
  actor: 'tester',
  organisation: 'BT-1',
  roles: ['orphan-court'],
  purpose: undefined,
  agreement: undefined,
  embargo: undefined,
};

export async function openTrailRoom(): Promise<TrailRoom> {
  const room = await openRoom();
  const database = openDatabase(room.databaseUrl, 'test-trail', silent, 8);
  await migrate(database, AUDIT_SCHEMA, AUDIT_STEPS);
  await migrate(database, HUB_SCHEMA, HUB_STEPS);
  const keeping = makeTrailKeeping();
  const ring = parseKeyFile(makeKeyFile());
  const trails: Trail[] = [];
  const clock = {
    at: new Date('2026-11-20T10:00:00Z'),
    now() {
      return this.at;
    },
  };
  const verdict = ({ withHeads = false } = {}) => {
    const key = parseAuditPublicKey(keeping.open);
    const known = withHeads
      ? readHeadsFile(readFileSync(keeping.headsFile, 'utf8'), new Map([[key.keyId, key]]))
      : undefined;
    const verifier = new TrailVerifier([key], known);
    return inTransaction(database, async (transaction) => {
      const bytes = async function* () {
        for await (const line of exportTrail(transaction)) yield Buffer.from(line);
      };
      for await (const line of linesOf(bytes())) verifier.take(line);
      return verifier.end();
    });
  };
  return {
    databaseUrl: room.databaseUrl,
    database,
    keeping,
    ring,
    clock,
    append: async (count, content = {}, call = {}) => {
      for (let done = 0; done < count; done += 1)
        await inTransaction(database, (transaction) =>
          appendAudit(
            transaction,
            ring,
            { ...LOOK, ...call },
            { persons: [PERSON], ...content },
            clock.now(),
          ),
        );
    },
    open: (over = {}) => {
      const { key, headsFile } = keeping;
      const metrics = createMetrics('test');
      const trail = openTrail({ key, headsFile, database, clock, log: silent, metrics, ...over });
      trails.push(trail);
      return trail;
    },
    count: async (table) => {
      const { rows } = await database.query<{ count: number }>(`SELECT count(*) FROM audit.${table}`);
      return rows[0]?.count ?? 0;
    },
    verdict,
    close: async () => {
      await Promise.all(trails.map((trail) => trail.close()));
      await database.end();
      await room.close();
      keeping.close();
    },
  };
}
