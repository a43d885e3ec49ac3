import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { before, describe, it } from 'node:test';
import { DeliveryList, DiscrepancyList } from '@saite/contracts';
import { rigaDate } from '@saite/runtime';
import { until, waitFor } from '@saite/runtime/testing';
import { z } from 'zod';
import { childPlacement } from '../support/children.ts';
import type { RunningSystem } from '../support/system.ts';

const CHILD = '32000000901';
const ADULT = '32000000902';
/** Somebody in SOPA's example file, to whom Rīga gives a service. */
const SERVED = '39714000004';
const RIGA = '0001000';
const ELSEWHERE = '0003000';
const SPOLIS = { roles: ['spolis'] };
const DELIVERY_LIMIT_MS = 30_000;

const Inbox = z.array(
  z.looseObject({
    kind: z.string(),
    childCode: z.string(),
    discrepancyId: z.string().optional(),
    discrepancyKind: z.string().optional(),
    resolvedOn: z.string().nullable().optional(),
    facts: z.array(z.looseObject({ register: z.string(), recordId: z.string().nullable() })).optional(),
  }),
);
const Letters = z.array(z.looseObject({ to: z.string(), subject: z.string(), text: z.string() }));

const daysAgo = (days: number) => rigaDate(new Date(Date.now() - days * 86_400_000));

/** What is told of contradictions, and to whom; on a system where others may be known. */
export const contradictions = (started: () => RunningSystem) =>
  describe('what registers contradict each other in, told to the keepers of the data', () => {
    let system: RunningSystem;
    before(() => {
      system = started();
    });

    const declared = (recordVersion: number, atvk: string) =>
      system.sandbox('/sandbox/pmlp/persons', [
        {
          personCode: SERVED,
          recordVersion,
          givenName: 'Dzintars',
          familyName: 'Paraugbērzs',
          bornOn: '1970-04-10',
          residence: { addressCode: '100', atvk, since: '2018-05-01' },
        },
      ]);
    const decided = (recordVersion: number, effectiveFrom: string) =>
      system.sandbox('/sandbox/npais/decisions', [
        {
          decisionId: 'DL-1',
          recordVersion,
          childCode: CHILD,
          courtId: 'BT-RIGA',
          kind: 'placed-in-institution',
          decidedOn: effectiveFrom,
          effectiveFrom,
        },
      ]);
    const placed = async (body: object) => {
      const { status, text } = await system.call(SPOLIS, '/v1/placements', body);
      assert.equal(status, 202, text);
    };
    const inCare = (placementId: string, institutionId: string, startedOn: string, endedOn?: string) => ({
      placementId,
      recordVersion: endedOn ? 2 : 1,
      personCode: ADULT,
      programme: 'adult-long-term-care',
      institutionId,
      startedOn,
      ...(endedOn ? { endedOn } : {}),
    });
    const arrived = async (register: 'npais' | 'sopa', personCode: string) =>
      Inbox.parse(await system.sandbox(`/sandbox/${register}/inbox`)).filter(
        ({ kind, childCode }) => kind === 'discrepancy' && childCode === personCode,
      );
    const letters = async () => {
      const all = Letters.parse(await system.sandbox('/sandbox/mail/inbox'));
      return all.filter(({ to }) => to.includes('ministry')).map(({ text }) => text);
    };

    it('reaches court, municipality and ministry', async () => {
      await decided(1, daysAgo(60));
      await declared(1, ELSEWHERE);
      await placed(childPlacement({ placementId: 'DC-1', personCode: CHILD, startedOn: daysAgo(30) }));
      await placed(inCare('DA-1', 'VSAC-1', daysAgo(90)));
      await placed(inCare('DA-2', 'VSAC-2', daysAgo(20)));
      const service = { roles: ['social-service'], municipality: RIGA };
      const { access_token: token } = Object(
        await system.sandbox('/sandbox/token', { sub: 'sopa', ...service }),
      );
      const file = await readFile(new URL('../../adapters/sopa/examples/valid.xml', import.meta.url));
      const sent = await fetch(`${system.hubUrl}/v1/sopa/imports`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/xml' },
        body: new Uint8Array(file),
      });
      assert.equal(sent.status, 202);

      const [toCourt] = await until(
        () => arrived('npais', CHILD),
        (found) => found.length > 0,
        DELIVERY_LIMIT_MS,
      );
      assert.deepEqual([toCourt?.discrepancyKind, toCourt?.resolvedOn], ['dates-differ', null]);
      assert.deepEqual(
        toCourt?.facts?.map(({ recordId }) => recordId),
        ['DL-1', 'DC-1'],
      );

      const toRiga = await until(
        () => arrived('sopa', SERVED),
        (found) => found.some(({ discrepancyKind }) => discrepancyKind === 'residence-differs'),
        DELIVERY_LIMIT_MS,
      );
      assert.doesNotMatch(JSON.stringify(toRiga), new RegExp(ELSEWHERE), 'where else somebody is declared');

      const { items } = DiscrepancyList.parse(
        (await system.call({ roles: ['ministry'] }, '/v1/discrepancies?kind=overlapping-placements')).json,
      );
      const [overlap] = items;
      assert.ok(overlap);
      const letter = await waitFor(
        'the letter',
        async () => (await letters()).find((text) => text.includes(overlap.discrepancyId)),
        DELIVERY_LIMIT_MS,
      );
      assert.match(letter, /pretruna: izvietojumi pārklājas/);
    });

    it('is settled for each of them, once, when the records are corrected', async () => {
      await decided(2, daysAgo(30));
      await declared(2, RIGA);
      await placed(inCare('DA-1', 'VSAC-1', daysAgo(90), daysAgo(20)));
      const ofKind = (kind: string, found: z.infer<typeof Inbox>) =>
        found.filter(({ discrepancyKind }) => discrepancyKind === kind);
      for (const [register, code, kind] of [
        ['npais', CHILD, 'dates-differ'],
        ['sopa', SERVED, 'residence-differs'],
      ] as const) {
        const isSettled = ({ resolvedOn }: z.infer<typeof Inbox>[number]) => typeof resolvedOn === 'string';
        const found = await until(
          async () => ofKind(kind, await arrived(register, code)),
          (all) => all.length > 0 && all.filter(isSettled).length * 2 === all.length,
          DELIVERY_LIMIT_MS,
        );
        for (const ofOne of Map.groupBy(found, ({ discrepancyId }) => discrepancyId).values())
          assert.deepEqual(
            ofOne.map(({ resolvedOn, facts }) => [resolvedOn, facts?.length]),
            [
              [null, 2],
              [rigaDate(new Date()), 0],
            ],
          );
      }
      await until(
        letters,
        (found) => found.some((text) => text.includes('atrisināta pretruna: izvietojumi pārklājas')),
        DELIVERY_LIMIT_MS,
      );
      await until(
        async () =>
          DeliveryList.parse((await system.call({ roles: ['operator'] }, '/v1/deliveries')).json).items,
        (open) => !open.some(({ document }) => document.startsWith('discrepancy')),
        DELIVERY_LIMIT_MS,
      );
    });

    it('shows no code and no name in letters and logs', async () => {
      const said = `${JSON.stringify(await system.sandbox('/sandbox/mail/inbox'))}${await system.logs()}`;
      for (const secret of [CHILD, ADULT, SERVED, 'Paraugbērz', 'Dzintars'])
        assert.ok(!said.includes(secret), secret);
    });
  });
