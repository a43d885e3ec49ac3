import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, it } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';
import { Dataset, type DatasetRow, monthNumber, monthOfNumber, SourceFileResult } from '@saite/contracts';
import { waitFor } from '@saite/runtime/testing';
import { z } from 'zod';
import { StatisticalRecord } from '../../adapters/labis/src/protocol.ts';
import { findIn, needlesOf } from '../labis/needles.ts';
import {
  DISABLED,
  decisionBody,
  EVERY_CODE,
  lastMonth,
  MADE,
  NAMES,
  OGRE,
  personBody,
  RIGA,
  thisMonth,
  unemployedFile,
} from '../statistics/made-month.ts';
import { type RunningSystem, startSystem } from '../support/system.ts';

const PERIOD = lastMonth();
/** A row of months: those before have editions, too. */
const FIRST = monthOfNumber(monthNumber(PERIOD) - 11);
const EXAMPLES = new URL('../../adapters/sources/examples/', import.meta.url);
const LIMIT_MS = 60_000;
/** Whoever the figures come from, and where they go. */
const NEEDED = [
  'sandbox',
  ...['ckan', 'labis', 'pmlp', 'sources', 'vdeavk'].map((register) => `adapter-${register}`),
  'statistics',
  'hub',
];

const Packages = z.array(
  z.looseObject({
    extras: z.array(z.object({ key: z.string(), value: z.string() })),
    resources: z.array(
      z.looseObject({
        id: z.string(),
        format: z.string(),
        period: z.string(),
        edition: z.coerce.number(),
        description: z.string(),
        content: z.string(),
      }),
    ),
  }),
);
const Batches = z.array(z.looseObject({ records: z.array(StatisticalRecord) }));
const Results = z.array(SourceFileResult.extend({ file: z.string() }));

const rowOf = ({ items }: Dataset, keys: Readonly<Record<string, string>>): DatasetRow => {
  const found = items.filter((row) => Object.entries(keys).every(([key, value]) => row[key] === value));
  assert.equal(found.length, 1, JSON.stringify(keys));
  return found[0] ?? {};
};

describe('open data, from the registers to the portal', () => {
  let system: RunningSystem;
  let firstEdition: Dataset;
  let firstFile = '';

  /** Reads as anybody does: without a token. */
  const read = async (path: string, accept?: string) => {
    const answer = await fetch(`${system.hubUrl}/v1/datasets/${path}`, accept ? { headers: { accept } } : {});
    const text = await answer.text();
    assert.equal(answer.status, 200, text);
    return { text, type: answer.headers.get('content-type') ?? '' };
  };
  const dataset = async (id: string, more = '') =>
    Dataset.parse(JSON.parse((await read(`${id}?period=${PERIOD}${more}`)).text));
  /** Asks now and then: each answer is a whole table. */
  const eventually = <Found>(what: string, look: () => Promise<Found | undefined>) =>
    waitFor(
      what,
      async () => {
        const found = await look();
        if (found === undefined) await pause(250);
        return found;
      },
      LIMIT_MS,
    );
  const handIn = async (source: string, version: number, content: string) => {
    const answer = await fetch(
      `${system.sandboxUrl}/sandbox/${source}/files?period=${PERIOD}&version=${version}`,
      { method: 'POST', headers: { 'content-type': 'text/csv' }, body: content },
    );
    assert.equal(answer.status, 200, await answer.text());
  };
  const resultsOf = (source: string, count: number) =>
    eventually(`results of ${source}`, async () => {
      const found = Results.parse(await system.sandbox(`/sandbox/${source}/results`));
      return found.length >= count ? found : undefined;
    });
  const example = (name: string) => readFile(new URL(name, EXAMPLES), 'utf8');
  /** What the portal shows of a data set in the month. */
  const atPortal = async (id: string) => {
    const packages = Packages.parse(await system.sandbox('/sandbox/ckan/inbox'));
    const isOf = ({ extras }: z.infer<typeof Packages>[number]) =>
      extras.some(({ key, value }) => key === 'identifier' && value === id);
    return packages.filter(isOf).flatMap(({ resources }) => resources.filter((one) => one.period === PERIOD));
  };

  before(async () => {
    system = await startSystem({ datasetsFrom: FIRST, only: NEEDED });
    await system.sandbox('/sandbox/pmlp/persons', DISABLED.map(personBody));
    await system.sandbox(
      '/sandbox/vdeavk/decisions',
      DISABLED.map((person) => decisionBody(person)),
    );
    for (const { personCode } of MADE.groupII.slice(0, 3)) {
      const placement = {
        placementId: `P-${EVERY_CODE.indexOf(personCode)}`,
        recordVersion: 1,
        personCode,
        programme: 'adult-long-term-care',
        institutionId: 'VSAC-1',
        startedOn: `${PERIOD}-10`,
      };
      assert.equal((await system.call({ roles: ['spolis'] }, '/v1/placements', placement)).status, 202);
    }
    await handIn('unemployed', 1, unemployedFile());
    await handIn('recipients', 1, await example('wrong/TOTAL_ROW.recipients-2026-10-1.csv'));
  });
  after(() => system.close());

  it('a wrong file is refused with its reason in both languages, and the right one is taken in its place', async () => {
    const [refused] = await resultsOf('recipients', 1);
    assert.equal(refused?.outcome, 'refused');
    const [fault] = refused.faults;
    assert.equal(fault?.reason, 'TOTAL_ROW');
    assert.match(fault.message.lv, /kopsavilkum/);
    assert.match(fault.message.en, /total/);
    await handIn('recipients', 1, await example('recipients-2026-10-1.csv'));
    assert.deepEqual(
      (await resultsOf('recipients', 2)).map(({ outcome }) => outcome),
      ['refused', 'accepted'],
    );
    const [unemployed] = await resultsOf('unemployed', 1);
    assert.deepEqual([unemployed?.outcome, unemployed?.rows], ['accepted', 7]);
  });

  it('persons of registers, services and files are counted, each where and as old as they are', async () => {
    firstEdition = await eventually('the adults of the month', async () => {
      const found = await dataset('D4');
      return found.edition === null ? undefined : found;
    });
    assert.deepEqual(
      ['all', 'II', 'III'].map((severity) => rowOf(firstEdition, { atvk: RIGA, severity }).age_55_64),
      [13, 8, 5],
    );
    assert.equal(rowOf(await dataset('D3'), { atvk: OGRE }).age_7_9, 5);
    const summary = await dataset('disability-summary');
    assert.deepEqual(
      [rowOf(summary, { persons: 'group-II' }).movement, rowOf(summary, { persons: 'children' }).mental],
      [8, 5],
    );

    const counted = async (id: string) =>
      eventually(id, async () => {
        const found = await dataset(id);
        return found.edition === null ? undefined : found;
      });
    const unemployed = await counted('D5');
    assert.deepEqual(
      [rowOf(unemployed, { atvk: OGRE }).age_25_34, rowOf(unemployed, { atvk: RIGA }).age_55_plus],
      [3, 4],
      'birth and residence that the file leaves out come from PMLP',
    );
    assert.equal(rowOf(await counted('D7'), { atvk: RIGA }).long_term_care, 3);
    assert.equal(rowOf(await counted('D8'), { atvk: RIGA }).old_age_pension, 130_221);
  });

  it('anybody reads them without a token: JSON, or CSV by Accept or by the address', async () => {
    const path = `D4?period=${PERIOD}`;
    assert.match((await read(path)).type, /^application\/json/);
    const file = await read(path, 'text/csv');
    assert.match(file.type, /^text\/csv/);
    assert.equal((await read(`${path}&format=csv`)).text, file.text);
    firstFile = file.text;
    const [header, ...lines] = file.text.trimEnd().split('\r\n');
    assert.equal(header, firstEdition.columns.map(({ name }) => name).join(','));
    const inJson = firstEdition.items.map((row) =>
      firstEdition.columns.map(({ name }) => [row[name]].flat().join(' ')).join(','),
    );
    assert.deepEqual(lines, inJson);
  });

  it('of a month without an edition there is the header alone', async () => {
    const { text } = await read(`D4?period=${thisMonth()}`, 'text/csv');
    assert.equal(text, `${firstFile.split('\r\n')[0]}\r\n`);
    const inJson = Dataset.parse(JSON.parse((await read(`D4?period=${thisMonth()}`)).text));
    assert.deepEqual([inJson.items, inJson.edition, inJson.period], [[], null, thisMonth()]);
  });

  it('the two of group I are hidden, and with them what would tell of them; no 1 and no 2 is shown', async () => {
    const row = rowOf(firstEdition, { atvk: RIGA, severity: 'I' });
    assert.deepEqual([row.total, row.age_35_44], [null, null]);
    assert.deepEqual(row.suppressed, ['total', 'age_35_44']);
    const line = firstFile.split('\r\n').find((text) => text.startsWith(`${PERIOD},${RIGA},Rīga,I,`));
    assert.match(line ?? '', /,I,,0,0,,0,0,0,0,0,total age_35_44$/);
    for (const atvk of [RIGA, 'LV'])
      assert.equal(rowOf(firstEdition, { atvk, severity: 'all' }).total, null, 'all less those of 55 to 64');
    for (const id of ['D3', 'D4', 'D5', 'D7', 'disability-summary']) {
      const shown = (await dataset(id)).items.flatMap(Object.values);
      assert.ok(!shown.includes(1) && !shown.includes(2), id);
    }
  });

  it('the portal has each data set with both files, the same bytes that the hub gives', async () => {
    for (const id of ['D3', 'D4', 'D5', 'D7', 'D8', 'disability-summary']) {
      const resources = await eventually(`${id} at the portal`, async () => {
        const found = await atPortal(id);
        return found.length === 2 ? found : undefined;
      });
      for (const { format, content } of resources) {
        const { text } = await read(`${id}?period=${PERIOD}&format=${format.toLowerCase()}`);
        assert.equal(content, text, `${id} ${format}`);
      }
    }
  });

  it('a corrected decision makes the next edition, which says what changed, and takes the place of the first at the portal', async () => {
    const before = await atPortal('D4');
    const [corrected] = MADE.groupII.slice(-1);
    assert.ok(corrected);
    await system.sandbox('/sandbox/vdeavk/decisions', [decisionBody({ ...corrected, group: 'III' }, 2)]);
    const next = await eventually('the next edition', async () => {
      const found = await dataset('D4');
      return found.edition === firstEdition.edition ? undefined : found;
    });
    assert.deepEqual([firstEdition.edition, next.edition, next.supersedes], [1, 2, 1]);
    const changed = ['LV', RIGA].flatMap((atvk) => ['II', 'III'].map((severity) => ({ atvk, severity })));
    assert.deepEqual(
      next.changes?.map(({ row, columns }) => [row.atvk, row.severity, columns]),
      changed.map(({ atvk, severity }) => [atvk, severity, ['total', 'age_55_64']]),
    );
    assert.deepEqual(
      ['II', 'III'].map((severity) => rowOf(next, { atvk: RIGA, severity }).total),
      [7, 6],
    );
    assert.equal((await read(`D4?period=${PERIOD}&edition=1&format=csv`)).text, firstFile);

    const replaced = await eventually('the edition at the portal', async () => {
      const found = await atPortal('D4');
      return found.every(({ edition }) => edition === 2) ? found : undefined;
    });
    assert.deepEqual(replaced.map(({ id }) => id).sort(), before.map(({ id }) => id).sort());
    for (const { format, content, description } of replaced) {
      assert.equal(content, (await read(`D4?period=${PERIOD}&format=${format.toLowerCase()}`)).text);
      assert.match(description, /Laboti 8 rādītāji 4 rindās\..*edition=1/);
      assert.match(description, /8 figures in 4 rows were corrected\..*edition=1/);
    }
  });

  it('LabIS gets each record of a person under one pseudonym', async () => {
    const recordsOf = async (kind: string) =>
      Batches.parse(await system.sandbox('/sandbox/labis/inbox'))
        .flatMap(({ records }) => records)
        .filter((record) => record.kind === kind);
    const pseudonymsOf = async (kind: string, count: number) =>
      eventually(`${count} of ${kind} at LabIS`, async () => {
        const found = new Set((await recordsOf(kind)).map(({ pseudonym }) => pseudonym.value));
        return found.size >= count ? found : undefined;
      });
    const decided = await pseudonymsOf('disability', DISABLED.length);
    const persons = await pseudonymsOf('person', DISABLED.length);
    const placed = await pseudonymsOf('placement', 3);
    assert.deepEqual([decided.size, persons.size, placed.size], [DISABLED.length, DISABLED.length, 3]);
    assert.ok([...decided, ...placed].every((pseudonym) => persons.has(pseudonym)));
  });

  it('no code, no digest of one and no name is at LabIS, at the portal or in a log', async () => {
    const needles = EVERY_CODE.flatMap(needlesOf);
    for (const path of ['/sandbox/labis/inbox', '/sandbox/ckan/inbox', '/sandbox/unemployed/results']) {
      const text = JSON.stringify(await system.sandbox(path));
      assert.deepEqual(findIn(text, [...needles, ...NAMES]), [], path);
    }
    const logs = await system.logs();
    assert.match(logs, /statistics\.editions-made/);
    assert.deepEqual(findIn(logs, [...needles, ...NAMES]), []);
  });
});
