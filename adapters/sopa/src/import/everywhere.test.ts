import assert from 'node:assert/strict';
import { after, before, suite, test } from 'node:test';
import {
  CalendarDate,
  type EventOf,
  InstitutionId,
  PersonCode,
  RecordId,
  RecordVersion,
} from '@saite/contracts';
import { eventHead, personRef, sealCode } from '@saite/identity';
import { inTransaction, toInstant } from '@saite/runtime';
import { casesOf } from '../sandbox/imports/mistakes/cases.ts';
import { type ImportFileOptions, townOfFile, writeImportFile } from '../sandbox/imports/write-import-file.ts';
import { keepStateCare } from './store/state-care.ts';
import { FIRST_DAY, type ImportWorld, madeFile, openImportWorld } from './testing/import-world.ts';

const HERE = '0001000';
const ELSEWHERE = '0002000';

suite('what the import holds against other municipalities and state care', () => {
  let world: ImportWorld;
  before(async () => {
    world = await openImportWorld();
  });
  after(() => world.close());

  /** A file as another municipality would send it of the same persons, from other providers. */
  const ofElsewhere = (): Buffer => {
    const text = Buffer.concat([...madeFile({ municipality: HERE, persons: 40 })]).toString();
    return Buffer.from(
      text
        .replace(/<FileId>.*?<\/FileId>/, '<FileId>7c9e6679-7425-40de-944b-e07fc1f90ae7</FileId>')
        .replaceAll(`SOPA-${HERE}`, `SOPA-${ELSEWHERE}`)
        .replaceAll(`<Sender>${HERE}`, `<Sender>${ELSEWHERE}`)
        .replaceAll(`<Territory>${HERE}`, `<Territory>${ELSEWHERE}`)
        .replaceAll('<ProviderId>', '<ProviderId>OTHER-'),
    );
  };

  test('a service that another municipality reports from another provider fails, and neither is named', async () => {
    const first = await world.send(HERE, madeFile({ municipality: HERE, persons: 40 }));
    assert.equal((await world.report(HERE, first)).state, 'accepted');
    const importId = await world.send(ELSEWHERE, [ofElsewhere()]);
    assert.equal((await world.report(ELSEWHERE, importId)).state, 'accepted-with-errors');
    const { text, objectErrors } = await world.result(ELSEWHERE, importId);
    const services = objectErrors.filter(({ rule }) => rule === 'SERVICE_AT_TWO_PROVIDERS');
    assert.ok(services.length > 10);
    assert.ok(!text.includes(HERE) && !/SPS-|OTHER-/.test(text.replaceAll(/<ObjectId>[^<]*/g, '')));
  });

  test('a service at home, and a claim, of somebody whom SPOLIS knows in state care fails', async () => {
    const municipality = '0003000';
    const options: ImportFileOptions = {
      seed: 7,
      municipality,
      sequence: 1,
      kind: 'daily',
      periodFrom: FIRST_DAY,
      periodTo: FIRST_DAY,
      persons: 20,
      mistakes: [
        { code: 'SERVICE_WHILE_IN_STATE_CARE', count: 1 },
        { code: 'CLAIM_DURING_STATE_CARE', count: 1 },
      ],
    };
    const cases = [...casesOf(townOfFile(options), options.mistakes ?? [])];
    const { adapter } = world.opened;
    const placements = cases
      .flatMap(({ stateCare = [] }) => stateCare)
      .map(({ placementId, personCode, startedOn }): EventOf<'spolis.placement.recorded.v1'> => {
        const code = PersonCode.parse(personCode);
        const subject = personRef(adapter.keys, code);
        const recordId = RecordId.parse(placementId);
        const recordVersion = RecordVersion.parse(1);
        const told = { subject, recordId, recordVersion };
        return {
          ...eventHead(
            adapter.keys,
            '/registers/spolis',
            'spolis.placement',
            told,
            toInstant(adapter.clock.now()),
          ),
          type: 'spolis.placement.recorded.v1',
          data: {
            recordId,
            recordVersion,
            withdrawn: false,
            identity: sealCode(adapter.keys, subject, code),
            stay: {
              programme: 'adult-long-term-care',
              institutionId: InstitutionId.parse('VSAC-RIGA-01'),
              startedOn: CalendarDate.parse(startedOn),
            },
          },
        };
      });
    assert.equal(placements.length, 2);
    await inTransaction(adapter.database, (transaction) =>
      keepStateCare(transaction, adapter.schema, placements),
    );
    const importId = await world.send(municipality, writeImportFile(options));
    await world.report(municipality, importId);
    const { objectErrors } = await world.result(municipality, importId);
    assert.deepEqual(
      objectErrors.map(({ rule, objectId }) => `${rule} ${objectId}`).sort(),
      cases.flatMap(({ broken }) => broken.map(({ code, id }) => `${code} ${id}`)).sort(),
    );
  });
});

suite('the import by node-xml-stream', () => {
  let world: ImportWorld;
  before(async () => {
    world = await openImportWorld('node-xml-stream');
  });
  after(() => world.close());

  test('a file within what that library reads rightly is taken as by the strict reader', async () => {
    const importId = await world.send(HERE, madeFile({ municipality: HERE, isPlain: true }));
    const { state, accepted } = await world.report(HERE, importId);
    assert.equal(state, 'accepted');
    const strict = await openImportWorld();
    try {
      const same = await strict.send(HERE, madeFile({ municipality: HERE, isPlain: true }));
      assert.equal((await strict.report(HERE, same)).accepted, accepted);
    } finally {
      await strict.close();
    }
  });

  test('a file that goes beyond it is refused, not misread', async () => {
    const municipality = '0004000';
    const importId = await world.send(municipality, madeFile({ municipality, persons: 400 }));
    const { state, level1 } = await world.report(municipality, importId);
    assert.deepEqual([state, level1?.[0]?.rule], ['rejected', 'OUTSIDE_SUBSET']);
  });
});
