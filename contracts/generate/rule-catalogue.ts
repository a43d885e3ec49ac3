import {
  FILE_RULES,
  OBJECT_RULES,
  type ObjectRule,
  type RuleScope,
  SOPA_DATA_SETS,
  SOPA_KIND_LIST,
  SOPA_KINDS,
  type SopaKind,
} from '@saite/contracts/sopa';
import { table } from './markdown.ts';

const SCOPES: Readonly<Record<RuleScope, string>> = {
  value: 'one value',
  object: 'values of the object',
  'file-date': "the file's period",
  file: 'the whole file',
  reference: 'other objects, in the file and stored',
  store: 'what is stored',
  person: "the person's objects, in the file and stored",
  municipality: "the municipality's objects, in the file and stored",
  everywhere: 'other municipalities and state care',
};

const rules: [string, ObjectRule][] = Object.entries(OBJECT_RULES);

function section(title: string, kind: SopaKind | 'any'): string[] {
  const rows = rules
    .filter(([, rule]) => rule.kind === kind)
    .map(([code, { scope, element, message }]) => [
      `\`${code}\``,
      element === null ? '' : `\`${element}\``,
      SCOPES[scope],
      message.lv,
      message.en,
    ]);
  return ['', `## ${title}`, '', ...table(['rule', 'element', 'looks at', 'latviski', 'in English'], rows)];
}

const dataSetOf = (kind: SopaKind): string =>
  SOPA_DATA_SETS.find(({ kinds }) => kinds.includes(kind))?.words.lv ?? '';

/** The catalogue of all rules of the import, as a page. */
export function ruleCatalogue(): string {
  const lines = [
    '# Rules of the import from SOPA',
    '',
    'Written from `contracts/src/sopa` by `npm run generate`.',
    '',
    `**Level 1** (${Object.keys(FILE_RULES).length} rules): the file as a whole is not taken, nothing of it is stored or told;`,
    'the full file is sent again under the same name and sequence.',
    '',
    `**Level 2** (${rules.length} rules): the object is not taken, the others are; a file of corrections follows.`,
    'What the XML schema refuses is not counted here: it is `SCHEMA_INVALID`, level 1.',
    '',
    '## Level 1',
    '',
    ...table(
      ['rule', 'latviski', 'in English'],
      Object.entries(FILE_RULES).map(([code, { lv, en }]) => [`\`${code}\``, lv, en]),
    ),
    ...section('Level 2: every object', 'any'),
    ...SOPA_KIND_LIST.flatMap((kind) =>
      section(`Level 2: ${SOPA_KINDS[kind].words.en} (_${dataSetOf(kind)}_)`, kind),
    ),
  ];
  return `${lines.join('\n')}\n`;
}
