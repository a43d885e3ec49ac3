import { Month } from '@saite/contracts';
import { createLog, inTransaction, openDatabase } from '@saite/runtime';
import { problemOf } from '../../../statistics/src/editions/cells.ts';
import { answerParent } from '../support/answer-parent.ts';
import { type Counted, countMonth, differingCells } from './counted-month.ts';
import { writeProblem } from './problem-file.ts';
import { stopwatch } from './stopwatch.ts';

// The counting alone, once more upon what a system has taken: how long it takes, and what is to be protected of it.
await answerParent(async ([period, path = '']): Promise<Counted> => {
  const month = Month.parse(period);
  const database = openDatabase(process.env.DATABASE_URL ?? '', 'bench', createLog('bench', 'warn'), 1);
  try {
    return await inTransaction(database, async (transaction) => {
      await transaction.query('SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY');
      const taken = stopwatch();
      const tables = await countMonth(transaction, month);
      const times = taken();
      const peakMemory = process.resourceUsage().maxRSS / 1024;
      writeProblem(path, problemOf(tables, []));
      const { rows } = await transaction.query<{ persons: number }>(
        `SELECT count(*)::int AS persons FROM (SELECT subject FROM statistics.fact UNION
          SELECT subject FROM statistics.source_row WHERE source IN ('technical-aids', 'unemployed', 'support-requests')) AS person`,
      );
      const differing = await differingCells(transaction, tables, month);
      return { ...times, persons: rows[0]?.persons ?? 0, differing, peakMemory };
    });
  } finally {
    await database.end();
  }
});
