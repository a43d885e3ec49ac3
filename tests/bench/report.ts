import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, totalmem } from 'node:os';
import { dirname } from 'node:path';
import type { Aim, Measured } from './aims.ts';
import type { AuditResult } from './measures/audit.ts';
import type { ConsoleResult } from './measures/console.ts';
import type { DoorsResult } from './measures/doors.ts';
import type { OpenDataResult } from './measures/open-data.ts';
import type { OperatorResult } from './measures/operator.ts';
import type { SopaImportResult } from './measures/sopa-import.ts';
import type { Options } from './options.ts';

/** What was measured; a part that was not wanted is left out. */
export type AllMeasured = Partial<
  Measured & {
    readonly sopaImport: SopaImportResult;
    readonly openData: readonly OpenDataResult[];
    readonly audit: AuditResult;
    readonly doors: DoorsResult;
    readonly operator: OperatorResult;
    readonly console: ConsoleResult;
  }
>;

const HEADINGS = ['measure', 'measured', 'held against', 'ratio', 'aim', ''] as const;

/** The lines of the result as a table. */
export function tableOf(aims: readonly Aim[]): string {
  const rows = aims.map((aim) => [
    aim.name,
    aim.measured,
    aim.against,
    aim.ratio >= 100 ? '' : aim.ratio.toFixed(2),
    aim.aim,
    aim.reached === null ? '' : aim.reached ? '✓' : '✗',
  ]);
  const widths = HEADINGS.map((heading, column) =>
    Math.max(heading.length, ...rows.map((row) => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd();
  return [line(HEADINGS), line(widths.map((width) => '─'.repeat(width))), ...rows.map(line)].join('\n');
}

/** Processes that want to work on this machine now, before any of ours (average of the last minute). */
export function otherLoad(): number {
  const load = loadavg()[0] ?? 0;
  if (load > availableParallelism() / 2) {
    console.log(`! other work on this machine: load ${load.toFixed(1)}, figures will be worse than they are`);
    console.log('! dators ir noslogots ar citiem darbiem, rezultāti būs sliktāki nekā patiesībā');
  }
  return load;
}

/**
 * Writes everything that was measured, with the machine that it was measured on.
 *
 * @param load what else worked on the machine at the start
 */
export function writeResults(
  options: Options,
  measured: AllMeasured,
  aims: readonly Aim[],
  load: number,
): void {
  const machine = {
    processors: availableParallelism(),
    processor: cpus()[0]?.model ?? '',
    memoryGiB: Math.round(totalmem() / 2 ** 30),
    platform: `${process.platform} ${process.arch}`,
    node: process.version,
    otherLoad: load,
  };
  const { parts, persons, quick, loadSeconds, importSizes, inhabitants, auditEntries } = options;
  const { parkedMessages, lists } = options;
  const results = {
    at: new Date().toISOString(),
    machine,
    options: {
      parts,
      persons,
      quick,
      loadSeconds,
      importSizes,
      inhabitants,
      auditEntries,
      parkedMessages,
      lists,
    },
    aims,
    measured,
  };
  mkdirSync(dirname(options.out), { recursive: true });
  writeFileSync(options.out, `${JSON.stringify(results, null, 2)}\n`);
}
