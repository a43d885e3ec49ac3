import type { Highs } from 'highs';
import { breather } from './breathe.ts';
import { type Cell, isSmall, type Relation } from './cell.ts';
import { complete } from './complete.ts';
import { fewest } from './fewest.ts';
import { groupsOf } from './groups.ts';
import { Movements } from './movements.ts';
import { reduce } from './reduce.ts';
import { loadSolver } from './solver/load.ts';
import { SuppressionError } from './suppression-error.ts';
import { type Table, tableOf } from './table.ts';
import { isActive, type Task, taskOf } from './task.ts';

export interface ProtectionOptions {
  /** Counts of persons below it are hidden, 0 apart. By default 3. */
  readonly threshold?: number;
  /** How far the least and the greatest possible value of a small count must lie apart. By default 1: two values. */
  readonly width?: number;
  /** Up to how many cells that may be hidden the cheapest choice is looked for, not only one of which none can be spared. */
  readonly exactUpTo?: number;
}

/** What is to be hidden. All sets hold ids. */
export interface Protection {
  /** Everything to be hidden, what an earlier edition hid among it. */
  readonly hidden: ReadonlySet<string>;
  /** Small counts (_primary suppression_), hidden now or by an earlier edition. */
  readonly primary: ReadonlySet<string>;
  /** Hidden now so that the others cannot be computed (_complementary suppression_). */
  readonly complementary: ReadonlySet<string>;
  /**
   * What can be computed all the same, whatever is hidden now: an earlier edition, or the width asked for, leaves no
   * choice (or none was found within the bounds of the search). Also small counts that an earlier edition published.
   * What is small or was hidden stays hidden, so that no more is said than was.
   */
  readonly exposed: ReadonlySet<string>;
  /** For the log: groups of cells that hang together, and the programs that were solved for them. */
  readonly figures: { readonly groups: number; readonly programs: number; readonly wholePrograms: number };
}

const DEFAULTS = { threshold: 3, width: 1, exactUpTo: 150 };

/**
 * Decides which cells of linked tables are left empty (_datu izpaušanas kontrole_). The order of cells and relations
 * changes nothing.
 *
 * @throws SuppressionError what was given is no table, or the solver failed; nothing may be published then
 */
export async function protect(
  cells: readonly Cell[],
  relations: readonly Relation[],
  options: ProtectionOptions = {},
): Promise<Protection> {
  const { threshold, width, exactUpTo } = { ...DEFAULTS, ...options };
  if (!(Number.isInteger(threshold) && threshold > 1 && Number.isInteger(width) && width > 0)) {
    throw new SuppressionError('BAD_OPTION', 'The threshold is a whole number from 2, the width one from 1');
  }
  const table = tableOf(cells, relations);
  const cellAt = cellsOf(table);
  const places = table.cells.map((_, at) => at);
  const tasks = groupsOf(
    places.filter((at) => isActive(cellAt(at))),
    table.rows,
  )
    .map((group) => taskOf(group, cellAt, table.rows, threshold, width))
    .filter(({ required }) => required.length > 0);
  const highs = await loadSolver();
  const complementary = new Set<number>();
  const exposed = new Set(
    places.filter((at) => cellAt(at).state === 'published' && isSmall(cellAt(at), threshold)),
  );
  const figures = { groups: tasks.length, programs: 0, wholePrograms: 0 };
  for (const task of tasks) {
    const choice = await protectGroup(highs, table, task, { threshold, width, exactUpTo }, figures);
    for (const at of choice.complementary) complementary.add(at);
    for (const at of choice.exposed) exposed.add(at);
  }
  const required = tasks.flatMap((task) => task.required);
  const named = (ats: Iterable<number>) => new Set([...ats].sort((a, b) => a - b).map((at) => cellAt(at).id));
  return {
    hidden: named([...required, ...complementary]),
    primary: named(required.filter((at) => isSmall(cellAt(at), threshold))),
    complementary: named(complementary),
    exposed: named(exposed),
    figures,
  };
}

interface Figures {
  programs: number;
  wholePrograms: number;
}

async function protectGroup(
  highs: Highs,
  table: Table,
  task: Task,
  { threshold, exactUpTo }: Required<ProtectionOptions>,
  figures: Figures,
) {
  const breathe = breather();
  using all = new Movements(highs, table, task.cells, threshold);
  const first = await complete(all, task, breathe);
  using hidden = new Movements(highs, table, [...task.required, ...first.complementary], threshold);
  const complementary = await reduce(hidden, task, first, breathe);
  const isLittle = task.candidates.length <= exactUpTo && complementary.size > 1;
  const best = isLittle
    ? await fewest(highs, all, { ...task, needs: first.needs }, complementary, breathe)
    : complementary;
  figures.programs += all.solved + hidden.solved;
  figures.wholePrograms += all.solvedWhole + hidden.solvedWhole;
  return { complementary: best, exposed: first.exposed };
}

function cellsOf(table: Table): (at: number) => Cell {
  return (at) => {
    const cell = table.cells[at];
    if (cell === undefined) throw new RangeError(`There is no cell ${at}`);
    return cell;
  };
}
