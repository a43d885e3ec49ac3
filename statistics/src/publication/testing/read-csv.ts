/** Reads comma-separated values as RFC 4180 says; anything else in them fails. */
export function readCsv(text: string): string[][] {
  const rows: string[][] = [];
  const row: string[] = [];
  let place = 0;
  while (place < text.length) {
    const cell = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/y;
    cell.lastIndex = place;
    const found = cell.exec(text);
    if (!found) throw new Error(`no cell at ${place}`);
    row.push(found[1] === undefined ? (found[2] ?? '') : found[1].replaceAll('""', '"'));
    if (found[3] === '\r\n') rows.push(row.splice(0));
    place = cell.lastIndex;
  }
  if (row.length > 0) throw new Error('the last line does not end');
  return rows;
}
