import { after, before, describe } from 'node:test';
import { rigaDate } from '@saite/runtime';
import { until } from '@saite/runtime/testing';
import { startSystem } from '../support/system.ts';
import {
  codesOf,
  type FedSystem,
  feed,
  madePersons,
  openEyes,
  PATIENCE,
  rowsWith,
  untilQuiet,
} from './fed-system.ts';
import { indexKeyChanged, refUnder } from './index-key.ts';
import { sealingKeyChanged } from './sealing-key.ts';

const LIMIT_MS = 240_000;
/** Whoever keeps or passes on anything of a person: all but the portal of open data. */
const KEEPERS = [
  'sandbox',
  ...['inspection', 'labis', 'mail', 'npais', 'pmlp', 'sais', 'sopa', 'sources', 'vdeavk'].map(
    (register) => `adapter-${register}`,
  ),
  'statistics',
  'hub',
];

/** One key after the other, on one system: the second time everything lies under a key that was changed already. */
describe('keys, changed while everything runs', PATIENCE, () => {
  let fed: FedSystem;
  before(async () => {
    const system = await startSystem({ only: KEEPERS });
    const eyes = await openEyes(system);
    const today = rigaDate(new Date());
    const lastMonth = rigaDate(new Date(Date.parse(`${today.slice(0, 7)}-01`) - 86_400_000)).slice(0, 7);
    const made = madePersons(67, { adults: 7, children: 7 }, today);
    // Of those that are known beforehand the answers are compared; the others are the load while a key changes.
    const known = made.filter((_, place) => place % 2 === 0);
    fed = {
      system,
      eyes,
      known: known.flatMap(codesOf),
      months: [today.slice(0, 7), '2025-12'],
      loads: [made.filter((_, place) => place % 4 === 1), made.filter((_, place) => place % 4 === 3)],
    };
    for (const person of known) await feed(system, person);
    // It answers line by line while it is at it.
    await (
      await fetch(`${system.sandboxUrl}/sandbox/sopa/exchange`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ municipality: '0003000', persons: 5 }),
      })
    ).text();
    await system.sandbox('/sandbox/sources/period', { period: lastMonth, persons: 20 });
    await untilQuiet(eyes);
    // Persons whom nobody but the sources and a municipality knows of have references, too.
    await until(
      () => rowsWith(eyes, refUnder('1'), []),
      (found) => ['statistics.source_row', 'adapter_sopa.import_object'].every((table) => table in found),
      LIMIT_MS,
    );
  }, PATIENCE);
  after(async () => {
    await fed?.eyes.end();
    await fed?.system.close();
  });
  indexKeyChanged(() => fed);
  sealingKeyChanged(() => fed);
});
