import { openRecordStore, type StoredRecord } from './record-store.ts';
import type { StandingRecords } from './standing-records.ts';

/** Records of a played register: the highest version of each, found by person and by the order of taking. */
export interface PersonRecords<Content> {
  /** Number of the last change that can be read; 0 if there is none. */
  readonly last: number;
  /**
   * Takes records, all or none.
   *
   * @returns how many changed something
   * @throws SandboxProblem `VERSION_CONFLICT` if an equal version says otherwise
   */
  take(contents: readonly Content[]): Promise<number>;
  /** A person's records, in the order of their last change. */
  of(code: string): StoredRecord<Content>[];
  /** Changes after a number, in order; of a record only its last one. */
  changesAfter(number: number, limit: number): StoredRecord<Content>[];
  /**
   * Lays all that was and will be taken over records that stand there already. Those that stand in the feed are its
   * first changes; all others move behind them.
   *
   * @param read makes a record of what stands there
   */
  standOn(standing: StandingRecords, read: (record: unknown) => Content): void;
  close(): Promise<void>;
}

/**
 * Opens records that are kept for the next start.
 *
 * @param folder made if missing
 * @param name name of the file, without its ending
 */
export async function openPersonRecords<Content extends { readonly recordVersion: number }>(
  folder: string,
  name: string,
  idOf: (content: Content) => string,
  personOf: (content: Content) => string,
): Promise<PersonRecords<Content>> {
  const records = await openRecordStore<Content>(folder, name, idOf);
  const byPerson = new Map<string, Map<string, StoredRecord<Content>>>();
  const personOfRecord = new Map<string, string>();
  /** Record id by change number - 1; a place is empty if the record changed again before the last start. */
  const changed: (string | undefined)[] = [];
  let last = 0;
  let stands: { readonly standing: StandingRecords; read(record: unknown): Content } | undefined;
  /** How many changes of the feed come before the first that was taken. */
  const shift = () => (stands?.standing.isFed ? stands.standing.count : 0);
  const moved = ({ sequence, content }: StoredRecord<Content>): StoredRecord<Content> => ({
    sequence: sequence + shift(),
    content,
  });
  const standingOf = (code: string): StoredRecord<Content>[] => {
    if (!stands) return [];
    const { standing, read } = stands;
    return standing
      .of(code)
      .map(({ number, record }) => ({ sequence: standing.isFed ? number : 0, content: read(record) }))
      .filter(({ content }) => records.get(idOf(content)) === undefined);
  };
  const standingAt = (number: number): StoredRecord<Content> | undefined => {
    if (!stands) return undefined;
    const content = stands.read(stands.standing.at(number).record);
    return records.get(idOf(content)) ? undefined : { sequence: number, content };
  };

  const index = (record: StoredRecord<Content>) => {
    const id = idOf(record.content);
    const person = personOf(record.content);
    const before = personOfRecord.get(id);
    if (before !== undefined && before !== person) byPerson.get(before)?.delete(id);
    personOfRecord.set(id, person);
    const own = byPerson.get(person) ?? new Map<string, StoredRecord<Content>>();
    own.set(id, record);
    byPerson.set(person, own);
    changed[record.sequence - 1] = id;
    last = Math.max(last, record.sequence);
  };
  for (const record of records.all()) index(record);
  last = records.last;

  return {
    get last() {
      return shift() + last;
    },
    async take(contents) {
      const taken = await records.take(contents);
      for (const record of taken) index(record);
      return taken.length;
    },
    of: (code) => [
      ...standingOf(code),
      ...[...(byPerson.get(code)?.values() ?? [])].sort((a, b) => a.sequence - b.sequence).map(moved),
    ],
    changesAfter(number, limit) {
      const found: StoredRecord<Content>[] = [];
      for (let standing = number + 1; standing <= shift() && found.length < limit; standing += 1) {
        const record = standingAt(standing);
        if (record) found.push(record);
      }
      for (let place = Math.max(0, number - shift()); place < last && found.length < limit; place += 1) {
        const id = changed[place];
        const record = id === undefined ? undefined : records.get(id);
        if (record?.sequence === place + 1) found.push(moved(record));
      }
      return found;
    },
    standOn(standing, read) {
      stands = { standing, read };
      records.standOn((id) => {
        const known = standing.withId(id);
        return known && read(known.record);
      });
    },
    close: () => records.close(),
  };
}
