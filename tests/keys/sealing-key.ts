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
  SPOLIS,
  untilQuiet,
} from './fed-system.ts';

const LIMIT_MS = 180_000;
/** A box under a version, as JSON is written in a row, in text of a row, or in bytes; with either order of its fields. */
const under = (version: string) =>
  `keyVersion\\W+${version}\\W+digest|digest\\W+[A-Za-z0-9_-]{22}\\W+keyVersion\\W+${version}\\y`;
const SERVICES = ['hub', 'adapter-pmlp'] as const;

/** What a rotation of the sealing key leaves as it was, and when the old one may be forgotten. */
export const sealingKeyChanged = (started: () => FedSystem) =>
  describe('the sealing key', PATIENCE, () => {
    let fed: FedSystem;
    let system: RunningSystem;
    let eyes: pg.Client;
    let answers: ReadonlyMap<string, unknown>;
    before(async () => {
      fed = started();
      ({ system, eyes } = fed);
      answers = await answersAbout(system, fed.known, fed.months);
    }, PATIENCE);

    const keyFile = () => String(system.environment.SAITE_KEYS);
    const keys = async () => parseKeyFile(await readFile(keyFile(), 'utf8'));
    const show = async () => (await keysCommand(system, 'show', 'sealing')).said;

    it('something is known of the persons before', PATIENCE, async () => {
      const statuses = [...answers.values()].map((answer) => Object(answer).status);
      assert.ok(statuses.filter((status) => status === 200).length > 10);
      assert.match(await show(), /version 1: \d+ in hub/);
    });

    it('is not forgotten while a service that is down still needs it', PATIENCE, async () => {
      await system.kill('adapter-sais');
      try {
        const { status, said } = await keysCommand(system, 'rotate', 'sealing');
        assert.equal(status, 0);
        assert.match(said, /sealing: version 2 of 1, 2/);
        const refused = await keysCommand(system, 'forget', 'sealing');
        assert.equal(refused.status, 1);
        assert.match(refused.said, /nothing was forgotten[\s\S]*(in adapter_sais|saite\.sais)/);
        assert.deepEqual(Object.keys((await keys()).sealing.keys), ['1', '2']);
      } finally {
        await system.start('adapter-sais');
      }
    });

    it(
      'changes under load, with processes killed in the middle: no call fails, no fact is lost',
      PATIENCE,
      async (test) => {
        await keysCommand(system, 'rotate', 'sealing');
        const feeding = (async () => {
          for (const person of fed.loads[1]) await feed(system, person);
        })();
        const endAsking = keepAsking(fed, 6);
        await until(
          () => rowsWith(eyes, under('3'), [AUDIT]),
          (found) => found['hub.fact'] !== undefined,
          LIMIT_MS,
        );
        await Promise.all(SERVICES.map((service) => system.kill(service)));
        const left = await rowsWith(eyes, under('[12]'), [AUDIT]);
        test.diagnostic(`killed with ${JSON.stringify(left)} left`);
        await Promise.all(SERVICES.map((service) => system.start(service)));
        await feeding;
        assert.equal(await endAsking(), 0);
      },
    );

    it(
      'is forgotten once nothing needs it: no box under an old key lies in any table',
      PATIENCE,
      async () => {
        await untilQuiet(eyes);
        const { status, said } = await until(
          () => keysCommand(system, 'forget', 'sealing'),
          (outcome) => outcome.status === 0,
          LIMIT_MS,
        );
        assert.equal(status, 0);
        assert.match(said, /sealing: version 3 of 3 /);
        assert.deepEqual(Object.keys((await keys()).sealing.keys), ['3']);
        assert.deepEqual(await rowsWith(eyes, under('[12]'), [AUDIT]), {});
        assert.notDeepEqual(await rowsWith(eyes, under('3'), [AUDIT]), {});
        assert.match(await show(), /^✓ sealing: version 3 of 3 [^\n]*\n( {2}version 3: \d+ in \w+\n?)+$/);
      },
    );

    it('leaves every answer as it was, also after a restart with the new key alone', PATIENCE, async () => {
      await until(async () => await answersAbout(system, fed.known, fed.months), isAsBefore, LIMIT_MS);
      await system.kill('hub');
      await system.start('hub');
      const afterwards = await answersAbout(system, fed.known, fed.months);
      assert.deepEqual([...afterwards], [...answers]);
    });

    it('has lost no fact that came while it changed, and parked nothing', PATIENCE, async () => {
      const admitted = fed.loads[1].flatMap(({ admission }) => admission.map(({ body }) => Object(body)));
      for (const { personCode } of admitted) {
        const { status } = await system.call(SPOLIS, '/v1/persons/query', { personCode });
        assert.equal(status, 200);
      }
      const placements = admitted.map(({ placementId }) => String(placementId));
      const { rows } = await eyes.query(
        "SELECT count(DISTINCT record_id) AS count FROM hub.fact WHERE source = 'spolis.placement' AND record_id = ANY($1)",
        [placements],
      );
      assert.equal(Number(rows[0].count), new Set(placements).size);
      const parked = await rowsWith(eyes, 'KEY_UNKNOWN|SEALED_WRONG|BOX_NOT', []);
      assert.deepEqual(parked, {});
      assert.doesNotMatch(await system.logs(), /rewrap\.stuck|KEY_UNKNOWN|keys\.not-read/);
    });

    const isAsBefore = (now: ReadonlyMap<string, unknown>) =>
      JSON.stringify([...now]) === JSON.stringify([...answers]);
  });
