import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { parseKeyFile } from '@saite/identity';
import { until } from '@saite/runtime/testing';
import type pg from 'pg';
import type { RunningSystem } from '../support/system.ts';
import {
  AUDIT,
  answersAbout,
  type FedSystem,
  feed,
  keepAsking,
  keysCommand,
  PATIENCE,
  rowsWith,
  untilQuiet,
} from './fed-system.ts';

const LIMIT_MS = 240_000;
/** A reference under a version of the index key, wherever it lies. */
export const refUnder = (version: string) =>
  `(?<![A-Za-z0-9_-])p${version}\\.[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])`;
/** A service that is down while everybody else is renewed, and services that are killed in the middle of it. */
const DOWN = 'adapter-vdeavk';
const KILLED = ['hub', 'adapter-pmlp', 'statistics'] as const;

/** What a change of the index key leaves as it was, and when the old one may be forgotten. */
export const indexKeyChanged = (started: () => FedSystem) =>
  describe('the index key', PATIENCE, () => {
    let fed: FedSystem;
    let system: RunningSystem;
    let eyes: pg.Client;
    let earlier: Picture;
    before(async () => {
      fed = started();
      ({ system, eyes } = fed);
      earlier = await pictureOf();
    }, PATIENCE);

    interface Picture {
      readonly answers: string;
      readonly pseudonyms: readonly string[];
      readonly facts: readonly string[];
      readonly told: readonly string[];
    }
    /** What is known and was told of those who are known beforehand, references left out. */
    async function pictureOf(): Promise<Picture> {
      const answers = await answersAbout(system, fed.known, fed.months);
      const { rows: facts } = await eyes.query<{ event: string }>(
        'SELECT event_id AS event FROM hub.fact ORDER BY 1',
      );
      const { rows: told } = await eyes.query<{ id: string }>(
        `SELECT statement_id::text AS id FROM hub.statement UNION SELECT alert_id FROM hub.care_alert
       UNION SELECT delivery_id::text FROM hub.delivery UNION SELECT discrepancy_id::text FROM hub.discrepancy ORDER BY 1`,
      );
      return {
        answers: JSON.stringify([...answers]),
        pseudonyms: await pseudonyms(),
        facts: facts.map(({ event }) => event),
        told: told.map(({ id }) => id),
      };
    }
    async function pseudonyms(): Promise<string[]> {
      const inbox = JSON.stringify(await system.sandbox('/sandbox/labis/inbox'));
      return [
        ...new Set([...inbox.matchAll(/"value":"([A-Za-z0-9_-]{32})"/g)].map(([, value]) => value ?? '')),
      ].sort();
    }
    const keys = async () => parseKeyFile(await readFile(String(system.environment.SAITE_KEYS), 'utf8'));
    const command = (action: string) => keysCommand(system, action, 'index');
    const everythingRenewed = () =>
      until(
        () => rowsWith(eyes, refUnder('1'), [AUDIT]),
        (found) => Object.keys(found).every((table) => table.startsWith('adapter_vdeavk')),
        LIMIT_MS,
      );

    it('something is known and was told before', PATIENCE, async () => {
      assert.match((await command('show')).said, /index: version 1 of 1 [\s\S]*version 1: \d+ in hub/);
      assert.ok(earlier.facts.length > 20 && earlier.told.length > 5 && earlier.pseudonyms.length > 5);
    });

    it('is renewed under load, with services killed in the middle: no call fails', PATIENCE, async (test) => {
      await system.kill(DOWN);
      assert.match((await command('rotate')).said, /index: version 2 of 1, 2/);
      const feeding = (async () => {
        for (const person of fed.loads[0]) await feed(system, person);
      })();
      const endAsking = keepAsking(fed, 4);
      await until(
        () => rowsWith(eyes, refUnder('2'), [AUDIT]),
        (found) => Object.keys(found).length > 0,
        LIMIT_MS,
      );
      await Promise.all(KILLED.map((service) => system.kill(service)));
      test.diagnostic(`killed with ${JSON.stringify(await rowsWith(eyes, refUnder('1'), [AUDIT]))} left`);
      await Promise.all(KILLED.map((service) => system.start(service)));
      await feeding;
      assert.equal(await endAsking(), 0);
      await everythingRenewed();
    });

    it('is not forgotten while a service that was down has old references', PATIENCE, async () => {
      const refused = await command('forget');
      assert.equal(refused.status, 1);
      assert.match(refused.said, /nothing was forgotten[\s\S]*(in adapter_vdeavk|saite\.vdeavk)/);
      assert.deepEqual(Object.keys((await keys()).index.keys), ['1', '2']);
      await system.start(DOWN);
    });

    it(
      'is forgotten once nothing has an old one; everything that was known and told is as it was',
      PATIENCE,
      async () => {
        await untilQuiet(eyes);
        const { said } = await until(
          () => command('forget'),
          ({ status }) => status === 0,
          LIMIT_MS,
        );
        assert.match(said, /index: version 2 of 2 /);
        assert.deepEqual(await rowsWith(eyes, refUnder('1'), [AUDIT]), {});
        await Promise.all(
          ['hub', 'adapter-pmlp', 'adapter-labis'].map(async (service) => {
            await system.kill(service);
            await system.start(service);
          }),
        );
        await untilQuiet(eyes);
        const now = await pictureOf();
        assert.equal(withoutRefs(now.answers), withoutRefs(earlier.answers));
        const isThere = (all: readonly string[]) => (one: string) => all.includes(one);
        assert.deepEqual(earlier.facts.filter(isThere(now.facts)), earlier.facts);
        assert.deepEqual(earlier.told.filter(isThere(now.told)), earlier.told);
        assert.deepEqual(earlier.pseudonyms.filter(isThere(now.pseudonyms)), earlier.pseudonyms);
      },
    );

    it('leaves nobody twice, and nothing that could not be taken', PATIENCE, async () => {
      const { rows } = await eyes.query<{ digest: string }>(
        `SELECT sealed ->> 'digest' AS digest FROM hub.code_identity GROUP BY 1 HAVING count(*) > 1`,
      );
      assert.deepEqual(rows, []);
      assert.deepEqual(await rowsWith(eyes, 'VERSION_CONFLICT|SEALED_WRONG|KEY_UNKNOWN', []), {});
      assert.doesNotMatch(await system.logs(), /refs\.stuck|keys\.not-read|service\.not-/);
    });

    it('tells whom it concerns who looked before, too', PATIENCE, async () => {
      const body = { personCode: fed.known[0] };
      const { json } = await system.call({ roles: ['auditor'] }, '/v1/access-log/query', body);
      const looks: { at: string }[] = Object(json).items;
      const { rows } = await eyes.query<{ at: Date }>(
        'SELECT min(at) AS at FROM audit.entry WHERE person ~ $1',
        [refUnder('2')],
      );
      assert.ok(looks.some(({ at }) => new Date(at) < (rows[0]?.at ?? new Date(0))));
    });
  });

/** What is shown of a reference is a new one. */
const withoutRefs = (text: string): string => text.replace(/p[0-9]+\.[A-Za-z0-9_-]{22}/g, 'p');
