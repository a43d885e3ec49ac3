import type { Clock } from '@saite/runtime';
import type { Imports } from './imports.ts';

const AT_ONCE = 20_000;
/** A file that says nothing for so long has broken off. */
const SILENT_MS = 5 * 60_000;
const TABLES = ['import_object', 'import_reference', 'import_error'] as const;

/** Clears away what was staged of files that are not taken, a part at a time. */
export async function clearAway(imports: Imports, clock: Clock): Promise<'more' | 'idle'> {
  const { database, schema } = imports;
  await imports.breakOffSilent(new Date(clock.now().getTime() - SILENT_MS));
  const waiting = await imports.toClear();
  for (const { number, state } of waiting) {
    for (const table of TABLES) {
      const { rowCount } = await database.query(
        `DELETE FROM ${schema}.${table} WHERE ctid = ANY (ARRAY(
           SELECT ctid FROM ${schema}.${table} WHERE import = $1 LIMIT ${AT_ONCE}))`,
        [number],
      );
      if (rowCount === AT_ONCE) return 'more';
    }
    if (state === 'gone') await imports.forget(number);
    else await imports.cleared(number, clock.now());
  }
  return waiting.length > 0 ? 'more' : 'idle';
}
