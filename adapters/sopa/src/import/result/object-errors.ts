import { type ObjectRuleCode, SOPA_DATA_SETS, SOPA_KINDS, type SopaKind } from '@saite/contracts/sopa';
import type { Database } from '@saite/runtime';
import { kindOfNumber } from '../check/stored-row.ts';

/** A level-2 error as it is told. */
export interface ObjectErrorRow {
  readonly rule: ObjectRuleCode;
  readonly kind: SopaKind;
  readonly id: string;
  readonly line: number;
  readonly deleted: boolean;
}

const PAGE = 1_000;

/** Errors of an import in the order of the file, page by page. */
export async function* objectErrors(
  database: Database,
  schema: string,
  number: number,
): AsyncGenerator<readonly ObjectErrorRow[]> {
  let after: readonly [number, string] = [0, ''];
  for (;;) {
    const { rows } = await database.query<{
      place: number;
      rule: ObjectRuleCode;
      kind: number;
      id: string;
      line: number;
      deleted: boolean;
    }>(
      `SELECT error.place, error.rule, kind, id, line, deleted
       FROM ${schema}.import_error error JOIN ${schema}.import_object USING (import, place)
       WHERE error.import = $1 AND (error.place, error.rule) > ($2, $3)
       ORDER BY error.place, error.rule LIMIT ${PAGE}`,
      [number, ...after],
    );
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(({ rule, kind, id, line, deleted }) => ({
      rule,
      kind: kindOfNumber(kind),
      id,
      line,
      deleted,
    }));
    after = [last.place, last.rule];
  }
}

/** How often each rule was broken, the most frequent first. */
export async function brokenRules(
  database: Database,
  schema: string,
  number: number,
): Promise<readonly { readonly rule: ObjectRuleCode; readonly count: number }[]> {
  const { rows } = await database.query<{ rule: ObjectRuleCode; count: number }>(
    `SELECT rule, count(*) AS count FROM ${schema}.import_error WHERE import = $1
     GROUP BY rule ORDER BY count(*) DESC, rule`,
    [number],
  );
  return rows;
}

const LIST_OF: ReadonlyMap<SopaKind, string> = new Map(
  SOPA_DATA_SETS.flatMap(({ list, kinds }) => kinds.map((kind): [SopaKind, string] => [kind, list])),
);

/** The data set in which objects of a kind stand. */
export const dataSetOf = (kind: SopaKind): string => LIST_OF.get(kind) ?? '';

/** The element of an object, or of its deletion. */
export const elementOf = ({ kind, deleted }: Pick<ObjectErrorRow, 'kind' | 'deleted'>): string =>
  `${deleted ? 'Deleted' : ''}${SOPA_KINDS[kind].element}`;
