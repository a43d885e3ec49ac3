import { type Database, SaiteError } from '@saite/runtime';
import { to as copyTo } from 'pg-copy-streams';

const ESCAPES: Readonly<Record<string, string>> = {
  '\\\\': '\\',
  '\\t': '\t',
  '\\n': '\n',
  '\\r': '\r',
  '\\b': '\b',
  '\\f': '\f',
  '\\v': '\v',
};

/** A value as it stands in a COPY in its text form; `null` for none. */
function valueOfCopy(text: string): string | null {
  if (text === '\\N') return null;
  return text.includes('\\') ? text.replace(/\\[\\tnrbfv]/g, (written) => ESCAPES[written] ?? written) : text;
}

/** A row, column by column, as text. */
export type CopiedRow = readonly (string | null)[];

/** Sorting in memory as far as this, then on disk: of the database, not of this process. */
const WORK_MEMORY = '64MB';

/**
 * Reads what a query gives, ordered by its first column, group by group; one group is in memory at a time.
 *
 * @param most rows that are kept of one group; further ones are handed to `onOver` instead
 */
export async function readGroups(
  database: Database,
  query: string,
  most: number,
  onGroup: (rows: readonly CopiedRow[]) => Promise<void>,
  onOver: (row: CopiedRow) => Promise<void>,
): Promise<void> {
  const client = await database.connect();
  let broken: Error | undefined;
  const onError = (error: Error): void => {
    broken = error;
  };
  client.on('error', onError);
  try {
    await client.query('BEGIN READ ONLY');
    await client.query(`SET LOCAL work_mem = '${WORK_MEMORY}'`);
    const stream = client.query(copyTo(`COPY (${query}) TO STDOUT`));
    let group: CopiedRow[] = [];
    const take = async (line: string): Promise<void> => {
      const row = line.split('\t').map(valueOfCopy);
      if (group.length > 0 && group[0]?.[0] !== row[0]) {
        await onGroup(group);
        group = [];
      }
      if (group.length >= most) await onOver(row);
      else group.push(row);
    };
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of stream) {
      if (!Buffer.isBuffer(chunk)) throw new SaiteError('COPY_UNREADABLE', 'the database sent no bytes');
      const text = rest + decoder.decode(chunk, { stream: true });
      let from = 0;
      for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', from)) {
        await take(text.slice(from, end));
        from = end + 1;
      }
      rest = text.slice(from);
    }
    if (group.length > 0) await onGroup(group);
    await client.query('COMMIT');
  } catch (error) {
    broken ??= error instanceof Error ? error : new Error('reading groups failed'); // mid-COPY: not to be used again
    throw error;
  } finally {
    client.off('error', onError);
    client.release(broken);
  }
}
