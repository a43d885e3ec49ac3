import { waitFor } from '@saite/runtime/testing';
import { today, type World } from '../world.ts';
import { aChild, anAdult } from './people.ts';
import { together } from './together.ts';

/** A personal code that somebody makes an id of. */
export interface CodeAsId {
  readonly code: string;
  /** Places where ids stand in clear, and so this one. */
  readonly stands: RegExp;
}

const DATABASE = 'database/data/|logs/database\\.log|catalogue pg_stats';
const STORED = new RegExp(
  `^(table |${DATABASE}|broker/data/|messages of saite\\.|answer to [A-Z]+ .* \\(2..\\)$|sopa-files/.*\\.result\\.xml$|trail\\.jsonl$)`,
);

/**
 * Codes that stand nowhere but in ids. Whoever tells a record chooses its id, any of `[A-Za-z0-9._:-]{1,64}`: it is kept
 * and told as it is. So these stand where ids stand - and must not get into a process's log, a metric, an address that
 * is called, or an answer to anybody who is refused.
 */
export const IDS = {
  /** Ids of records, institutions and courts, as callers and registers tell them. */
  record: { code: '38880000017', stands: STORED },
  /** Ids in paths that no record has: they are asked for, and nothing of them is kept. */
  lookup: { code: '38880000025', stands: /^logs\/database\.log$/ },
  /** Numbers of receipts, as registers give them. */
  receipt: { code: '38880000033', stands: STORED },
} as const satisfies Readonly<Record<string, CodeAsId>>;

/** Of what an operator sees that somebody makes ids of codes: callers and registers. */
const COUNTED = ['spolis.placement', 'spolis.contact-report', 'sais.payment', 'npais.custody'];
const SPOLIS = { roles: ['spolis'] };
const withHyphen = (code: string) => `${code.slice(0, 6)}-${code.slice(6)}`;
const idsOf = (code: string) =>
  [code, withHyphen(code)].flatMap((said) => [said, `P-${said}`, `${said}:1`, `P.${said}.2`]);

/** Makes ids of personal codes, wherever somebody outside chooses an id. */
export async function makeIdsOfCodes(world: World): Promise<void> {
  const ids = idsOf(IDS.record.code);
  await together(ids, (id) => throughTheDoor(world, id));
  await atTheRegisters(world, ids);
  await together(idsOf(IDS.lookup.code), (id) => lookUp(world, id));
  await waitFor(
    'such ids to be counted',
    async () => {
      const text = await (await fetch(`${world.ground.system.urls.hub}/metrics`)).text();
      return COUNTED.every((source) =>
        new RegExp(`saite_ids_like_codes_total\\{[^}]*source="${source}"[^}]*\\} [1-9]`).test(text),
      );
    },
    60_000,
  );
}

async function throughTheDoor(world: World, id: string): Promise<void> {
  const [adult, child] = [anAdult(15, today()), aChild(3, today())];
  const call = (path: string, body: object) => world.call(path, { who: SPOLIS, body });
  const placement = {
    recordVersion: 1,
    personCode: adult.code,
    programme: 'adult-long-term-care',
    startedOn: '2026-01-01',
    dailyCost: '20.00',
  };
  const report = {
    childCode: child.code,
    reportedOn: today(),
    period: { from: today(), to: today() },
    contacts: [],
    cooperation: 'Nav saskarsmes.',
    physicalDevelopment: 'Atbilst vecumam.',
    psychosocialDevelopment: 'Mierīgs.',
  };
  await call('/v1/placements', { ...placement, placementId: id, institutionId: 'VSAC-RIGA-01' });
  await call('/v1/placements', { ...placement, placementId: `${id}.at`, institutionId: id });
  await call('/v1/placements/withdraw', { placementId: id, recordVersion: 3, personCode: adult.code });
  await call('/v1/contact-reports', { ...report, reportId: id, institutionId: child.institutionId });
  await call('/v1/contact-reports', { ...report, reportId: `${id}.at`, institutionId: id });
}

async function atTheRegisters(world: World, ids: readonly string[]): Promise<void> {
  const [adult, child] = [anAdult(15, today()), aChild(3, today())];
  const [decidedOn, recordVersion] = [today(), 1];
  const tell = (register: string, records: readonly object[]) =>
    world.sandbox(`/sandbox/${register}`, records);
  await tell(
    'sais/payments',
    ids.map((paymentId) => ({
      paymentId,
      recordVersion,
      personCode: adult.code,
      kind: 'STATE_PENSION',
      periodFrom: '2026-01',
      periodTo: '2026-12',
      granted: '1.00',
      paid: '1.00',
    })),
  );
  await tell(
    'vdeavk/decisions',
    ids.map((decisionId) => ({
      decisionId,
      recordVersion,
      personCode: adult.code,
      group: 'II',
      validFrom: '2026-01-01',
      disorders: ['sight'],
    })),
  );
  await tell(
    'npais/decisions',
    ids.map((decisionId) => ({
      decisionId,
      recordVersion,
      childCode: child.code,
      courtId: decisionId,
      kind: 'custody-suspended',
      decidedOn,
      effectiveFrom: decidedOn,
    })),
  );
  await tell(
    'sopa/surveys',
    ids.map((surveyId) => ({
      surveyId,
      recordVersion,
      childCode: child.code,
      surveyedOn: decidedOn,
      findings: 'Ģimene apsekota mājās.',
    })),
  );
}

async function lookUp(world: World, id: string): Promise<void> {
  for (const who of [SPOLIS, { roles: ['operator'] }, { roles: ['orphan-court'], courtId: 'BT-0001000' }]) {
    await world.call(`/v1/contact-reports/${id}`, { who });
    await world.call(`/v1/contact-reports/${id}/confirm`, { who, body: {} });
    await world.call(`/v1/institutions/${id}/allowances?month=2026-10`, { who });
    await world.call(`/v1/institutions/${id}/clients?month=2026-10`, { who });
    await world.call(`/v1/contact-reports?after=1_2026-01-01_${id}`, { who });
  }
}
