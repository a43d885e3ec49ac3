import { type Grown, insert, type Place } from './insert.ts';

/** Where the list of events lies in the checkout. */
export const EVENT_LIST = 'contracts/src/events/index.ts';

const LIST: Grown = { path: EVENT_LIST, knownBy: 'setup/src/new-adapter/event-list.ts' };
const IMPORTS: Place = {
  mark: "import { envelopeOf, municipalEnvelopeOf, namedEnvelopeOf } from './envelope.ts';\n",
  side: 'after',
};
const CONTRACTS: Place = { mark: '} as const;\n\nexport type EventType', side: 'before' };
const FACTS: Place = {
  mark: '] as const satisfies readonly EventType[];\nexport type FactType',
  side: 'before',
};

/**
 * Adds a register's event to the list of events: its contract, that it tells a fact, and its export.
 *
 * @param list text of the list
 * @throws SetupProblem if the list no longer looks as it did
 */
export function addEvent(list: string, name: string, type: string): string {
  const schema = `${name.charAt(0).toUpperCase()}${name.slice(1)}RecordRecorded`;
  const additions: [Place, string][] = [
    [IMPORTS, `import { ${schema} } from './${name}.ts';\n`],
    [CONTRACTS, `  '${type}': envelopeOf('${type}', ${schema}),\n`],
    [FACTS, `  '${type}',\n`],
  ];
  const added = additions.reduce((text, [place, line]) => insert(text, LIST, place, line), list);
  return `${added}export { ${schema} } from './${name}.ts';\n`;
}
