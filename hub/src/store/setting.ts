import type { Database, KeptWord } from '@saite/runtime';

/** A word that the hub keeps under a name. */
export const keptSetting = (database: Database, name: string): KeptWord => ({
  read: async () => {
    const { rows } = await database.query<{ value: string }>(
      'SELECT value FROM hub.setting WHERE name = $1',
      [name],
    );
    return rows[0]?.value;
  },
  keep: async (word) => {
    await database.query(
      `INSERT INTO hub.setting (name, value) VALUES ($1, $2)
       ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
      [name, word],
    );
  },
});
