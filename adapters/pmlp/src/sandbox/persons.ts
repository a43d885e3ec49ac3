import { randomUUID } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openRecordStore, parseBody, type StandingRecords } from '@saite/adapter-kit/sandbox';
import { PersonBodies } from './person-body.ts';
import { personAfter, type StoredPerson, withResidences } from './residences.ts';

const WATCHED_VERSION = 1;

/** The played register: persons by code, who is watched, and in which order records changed. */
export interface Persons {
  /** Takes versions of records, all or none; those that changed nothing are counted apart. */
  take(records: unknown): Promise<{ taken: number; unchanged: number }>;
  /** Finds a person by the present code or a former one. */
  find(code: string): StoredPerson | undefined;
  /** Watches codes. @returns how many are watched */
  watch(codes: readonly string[]): Promise<number>;
  /**
   * Present codes of watched persons whose record changed after a cursor.
   *
   * @returns `undefined` if the cursor is none of this store
   */
  changesAfter(cursor: string | undefined, limit: number): PersonChanges | undefined;
  /** Lays all records over those of a country; each stands there as the list of its versions. */
  standOn(standing: StandingRecords): void;
  close(): Promise<void>;
}

export interface PersonChanges {
  readonly changes: readonly { readonly cursor: string; readonly code: string }[];
  readonly next: string;
}

interface Change {
  readonly sequence: number;
  readonly code: string;
}

/** Tells this store from one that was begun anew: cursors of the other mean nothing here. */
async function readOrMakeEpoch(folder: string): Promise<string> {
  const path = join(folder, 'pmlp-epoch');
  await writeFile(path, randomUUID().slice(0, 8), { flag: 'wx' }).catch((error: unknown) => {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  });
  return readFile(path, 'utf8');
}

export async function openPersons(folder: string): Promise<Persons> {
  const store = await openRecordStore<StoredPerson>(folder, 'pmlp-persons', (person) => person.personCode);
  const watched = await openRecordStore<{ code: string; recordVersion: number }>(
    folder,
    'pmlp-watched',
    ({ code }) => code,
  );
  const epoch = await readOrMakeEpoch(folder);
  const presentOf = new Map<string, string>();
  /** Every code that a record ever listed: who was watched under one learns of the version that drops it too. */
  const everListed = new Map<string, Set<string>>();
  const log: Change[] = [];
  let standingOf = (_code: string): StoredPerson | undefined => undefined;
  /** What is known under a present code. */
  const known = (code: string): StoredPerson | undefined => {
    const taken = store.get(code)?.content;
    if (taken) return taken;
    const standing = standingOf(code);
    return standing?.personCode === code ? standing : undefined;
  };

  const index = (person: StoredPerson, before: StoredPerson | undefined, sequence: number) => {
    for (const former of before?.formerCodes ?? []) {
      if (presentOf.get(former) === person.personCode) presentOf.delete(former);
    }
    const listed =
      everListed.get(person.personCode) ?? new Set([person.personCode, ...(before?.formerCodes ?? [])]);
    for (const former of person.formerCodes) {
      presentOf.set(former, person.personCode);
      listed.add(former);
    }
    everListed.set(person.personCode, listed);
    log.push({ sequence, code: person.personCode });
  };
  const byAge = [...store.all()].sort((one, other) => one.sequence - other.sequence);
  for (const { content, sequence } of byAge) index(content, undefined, sequence);

  const isWatched = (code: string) =>
    [...(everListed.get(code) ?? [code])].some((listed) => watched.get(listed) !== undefined);
  const isLatest = ({ code, sequence }: Change) => store.get(code)?.sequence === sequence;
  const sequenceOf = (cursor: string | undefined): number | undefined => {
    if (cursor === undefined) return 0;
    const [begun, place] = cursor.split('.');
    const sequence = Number(place);
    return begun === epoch && Number.isInteger(sequence) && sequence <= store.last ? sequence : undefined;
  };

  return {
    async take(records) {
      const bodies = parseBody(PersonBodies, records);
      const before = new Map(bodies.map((body) => [body.personCode, known(body.personCode)]));
      const latest = new Map(before);
      const versions = bodies.map((body) => {
        const last = latest.get(body.personCode);
        const version = withResidences(body, last);
        if (!last || last.recordVersion < body.recordVersion) latest.set(body.personCode, version);
        return version;
      });
      const changed = await store.take(versions);
      for (const { content, sequence } of changed) {
        index(content, before.get(content.personCode), sequence);
        before.set(content.personCode, content);
      }
      return { taken: changed.length, unchanged: bodies.length - changed.length };
    },
    find(code) {
      const taken = store.get(presentOf.get(code) ?? code)?.content;
      if (taken) return taken;
      const standing = standingOf(code);
      // A version that was taken since and does not list the code any more is the register's last word on it.
      return standing && store.get(standing.personCode) ? undefined : standing;
    },
    async watch(codes) {
      await watched.take([...new Set(codes)].map((code) => ({ code, recordVersion: WATCHED_VERSION })));
      return watched.last;
    },
    changesAfter(cursor, limit) {
      const after = sequenceOf(cursor);
      if (after === undefined) return undefined;
      const from = log.findLastIndex(({ sequence }) => sequence <= after) + 1;
      const rows = log.slice(from).filter((change) => isLatest(change) && isWatched(change.code));
      const page = rows.slice(0, limit);
      const last = rows.length > limit ? page.at(-1)?.sequence : log.at(-1)?.sequence;
      return {
        changes: page.map(({ sequence, code }) => ({ cursor: `${epoch}.${sequence}`, code })),
        next: `${epoch}.${last ?? after}`,
      };
    },
    standOn(standing) {
      standingOf = (code) => {
        const [found] = standing.of(code);
        return found && personAfter(PersonBodies.parse(found.record));
      };
      store.standOn(known);
    },
    async close() {
      await store.close();
      await watched.close();
    },
  };
}
