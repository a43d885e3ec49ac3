import { SOURCE_REASONS, SOURCE_STRUCTURES, SOURCES, type SourceStructure } from '../src/index.ts';
import { table } from './markdown.ts';

function section({ source, titles, columns, namedBy, type }: SourceStructure): string[] {
  const rows = columns.map(({ name, lv, en, form, mayBeEmpty }) => [
    `\`${name}\``,
    lv,
    en,
    `${form.en} / _${form.lv}_`.replaceAll('|', '\\|'),
    mayBeEmpty ? 'yes' : '',
  ]);
  return [
    '',
    `## \`${source}\`: ${titles.en} (_${titles.lv}_)`,
    '',
    `A row is told as \`${type}\`; no two rows have the same ${namedBy.map((name) => `\`${name}\``).join(', ')}.`,
    '',
    ...table(['column', 'latviski', 'in English', 'what stands in it', 'may be empty'], rows),
  ];
}

/** The agreed structures of the sources' files, and every reason for which one is not taken, as a page. */
export function sourceFilesPage(): string {
  const reasons: [string, { readonly lv: string; readonly en: string }][] = Object.entries(SOURCE_REASONS);
  const lines = [
    "# Files of the statistics' sources",
    '',
    'Written from `contracts/src/sources` by `npm run generate`.',
    '',
    'CSV in UTF-8, `;` or `,` between the cells, quotes as RFC 4180 says. The first row has exactly the names of these',
    'columns, in any order. The name is `<source>-<YYYY-MM>-<version>.csv`.',
    ...SOURCES.flatMap((source) => section(SOURCE_STRUCTURES[source])),
    '',
    '## Why a file is not taken',
    '',
    ...table(
      ['reason', 'latviski', 'in English'],
      reasons.map(([code, { lv, en }]) => [`\`${code}\``, lv, en]),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
