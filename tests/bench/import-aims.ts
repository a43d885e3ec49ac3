import { type Aim, atLeast, below } from './aims.ts';
import type { ImportResult, SopaImportResult } from './measures/sopa-import.ts';
import { rate } from './sopa/made-file.ts';
import { whole } from './support/screen.ts';

const told = (ratio: number) => ({ ratio, aim: '', reached: null });

/** What SOPA's import came to, size by size. */
export function importAimsOf({ imports, loader }: SopaImportResult): Aim[] {
  const [smallest] = imports;
  const largest = imports.at(-1);
  if (!smallest || !largest) throw new Error('no sizes');
  const lines = imports.flatMap(sizeAims);
  const against = (text: string, peer: number): Aim => ({
    name: nameOf(smallest),
    measured: rate(smallest.accepted),
    against: `${text} ${rate(peer)}`,
    ...atLeast(smallest.accepted / peer, 5, '≥ 5'),
  });
  lines.push(
    against('plain loader, a transaction a row', loader.transactionARow),
    against('plain loader, one transaction', loader.oneTransaction),
  );
  if (largest !== smallest)
    lines.push({
      name: `peak memory of the import, ${whole(largest.megabytes)} MB`,
      measured: `${whole(largest.peakMemory)} MiB`,
      against: `${whole(smallest.megabytes)} MB ${whole(smallest.peakMemory)} MiB`,
      ...below(largest.peakMemory / smallest.peakMemory, 1.1, 'flat, < 1.1'),
    });
  return lines;
}

const nameOf = ({ megabytes }: ImportResult): string => `SOPA's file to its result, ${whole(megabytes)} MB`;

function sizeAims(one: ImportResult): Aim[] {
  const accepted = { name: nameOf(one), measured: rate(one.accepted) };
  return [
    {
      ...accepted,
      against: `saxes without handlers ${rate(one.saxes)}`,
      ...atLeast(one.accepted / one.saxes, 0.25, '≥ 0.25'),
    },
    { ...accepted, against: `record stream ${rate(one.records)}`, ...told(one.accepted / one.records) },
    ...(one.xmllint === undefined
      ? []
      : [{ ...accepted, against: `xmllint ${rate(one.xmllint)}`, ...told(one.accepted / one.xmllint) }]),
    {
      name: `the same, until its last event is confirmed`,
      measured: rate(one.told),
      against: `to its result ${rate(one.accepted)}`,
      ...told(one.told / one.accepted),
    },
  ];
}
