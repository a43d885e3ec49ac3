import { publishFacts } from '@saite/adapter-kit';
import { openTestAdapter } from '@saite/adapter-kit/testing';
import { eventContracts, type FactEvent, type FactType, type PersonCode } from '@saite/contracts';
import { personRef, sealCode, sealPerson } from '@saite/identity';
import { type Clock, systemClock } from '@saite/runtime';
import { waitFor } from '@saite/runtime/testing';
import { startVdeavk, VDEAVK_STEPS } from '../adapter.ts';
import { playVdeavk } from './played-vdeavk.ts';

interface ParkedRow {
  readonly item: string;
  readonly reason: string;
  readonly path: string;
  readonly state: string;
}

/** The adapter on a real broker and database, beside the played register, in a room of its own. */
export async function openWorld({ clock = systemClock }: { readonly clock?: Clock } = {}) {
  const vdeavk = await playVdeavk({ clock });
  const opened = await openTestAdapter({
    name: 'vdeavk',
    steps: VDEAVK_STEPS,
    types: ['vdeavk.disability.decided.v1', 'vdeavk.person.checked.v1'],
    clock,
  });
  const { adapter } = opened;
  await startVdeavk(adapter, {
    url: vdeavk.url,
    clientPath: vdeavk.clientPath,
    timeoutMs: 1_000,
    pollMs: 50,
  });

  const { keys } = adapter;
  const ref = (code: PersonCode) => personRef(keys, code);
  let published = 0;
  const publish = async (type: FactType, code: PersonCode, data: object) => {
    published += 1;
    const event = {
      specversion: '1.0',
      id: `e.test.${published}`,
      source: '/registers/test',
      type,
      subject: ref(code),
      time: new Date().toISOString(),
      datacontenttype: 'application/json',
      data: { recordId: `r-${published}`, recordVersion: 1, withdrawn: false, ...data },
    };
    await publishFacts(adapter, [eventContracts[type].parse(event)]);
  };
  const of = <Type extends FactType>(type: Type, code: PersonCode) =>
    opened.told.filter(
      (event): event is Extract<FactEvent, { type: Type }> =>
        event.type === type && event.subject === ref(code),
    );
  /** What the adapter told of a person's disability, in order; each event once. */
  const decided = (code: PersonCode) => [
    ...new Map(of('vdeavk.disability.decided.v1', code).map((event) => [event.id, event])).values(),
  ];
  return {
    adapter,
    vdeavk,
    ref,
    decided,
    /** Types of all that was told of a person, in order, copies too. */
    typesOf: (code: PersonCode) =>
      opened.told.filter(({ subject }) => subject === ref(code)).map(({ type }) => type),
    enough: (code: PersonCode, count = 1) =>
      waitFor(`${count} decisions on a person`, () => decided(code).length >= count && decided(code)),
    checked: (code: PersonCode) =>
      waitFor('the word that VDEĀVK has answered', () => of('vdeavk.person.checked.v1', code)[0]),
    /** SPOLIS places a person in care. */
    place: (code: PersonCode) =>
      publish('spolis.placement.recorded.v1', code, {
        stay: { programme: 'adult-long-term-care', institutionId: 'VSAC-RIGA-01', startedOn: '2024-03-01' },
        identity: sealCode(keys, ref(code), code),
      }),
    /** SOPA tells of a social service, or that the municipality deleted it. */
    serve: (code: PersonCode, withdrawn = false) =>
      publish('sopa.service.recorded.v1', code, {
        withdrawn,
        municipality: '0001000',
        identity: sealCode(keys, ref(code), code),
        kind: 'state-long-term-care',
        providerId: 'SAC-1',
        startedOn: '2026-01-01',
        endedOn: null,
        recipientRole: 'self',
        hoursPerWeek: null,
        funding: 'state',
        disabilityGroup: 'I',
        monthlyCost: null,
      }),
    /** PMLP tells a person's present and former code. */
    tellCodes: (code: PersonCode, former: PersonCode) =>
      publish('pmlp.person.updated.v1', code, {
        bornOn: '1948-02-29',
        formerRefs: [ref(former)],
        parentRefs: [],
        identity: sealPerson(keys, ref(code), {
          personCode: code,
          givenName: 'Šarlote',
          familyName: 'Ķirse',
          formerCodes: [former],
          parentCodes: [],
        }),
      }),
    async parked() {
      const { rows } = await adapter.database.query<ParkedRow>(
        `SELECT item, reason, error_path AS path, state FROM ${adapter.schema}.parked_answer ORDER BY item, reason`,
      );
      return rows;
    },
    async close() {
      await opened.close();
      await vdeavk.close();
    },
  };
}
export type World = Awaited<ReturnType<typeof openWorld>>;
