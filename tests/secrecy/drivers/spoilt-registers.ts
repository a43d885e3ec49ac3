import { setTimeout as pause } from 'node:timers/promises';
import type { Interposer, Spoil } from '../ground/interposer.ts';
import { today, type World } from '../world.ts';
import { IDS } from './ids.ts';
import { aChild, anAdult } from './people.ts';
import { together } from './together.ts';

/** Registers that something is delivered to; what that is comes from others, which are right meanwhile. */
const TAKERS = ['npais', 'sais', 'inspection', 'labis'] as const;
/** Registers that are asked only, and the municipalities. */
const TELLERS = ['pmlp', 'vdeavk', 'sopa'] as const;
/** Each register is spoilt in each of so many ways. */
export const WAYS = 8;
const LIMIT_MS = 60_000;
const NEWS = 10;

const isXml = (contentType: string): boolean => contentType.includes('xml');

/** Answers that hold codes and names wherever a register that is broken may put them. */
function spoilsOf(said: string, name: string): Spoil[] {
  const json =
    (status: number, body: unknown): Spoil =>
    () => ({
      status,
      contentType: 'application/json',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return [
    // Every name; an answer that stops in the middle.
    ({ body, ...right }) => ({
      ...right,
      body: isXml(right.contentType)
        ? body.replaceAll(/<\/[A-Za-z]+:?Body>/g, (end) => `<p${said}>${name}</p${said}>${end}`)
        : body.replaceAll(/"([A-Za-z_]+)":/g, (_, key) => `"${said}-${key}":`),
    }),
    ({ body, ...right }) => ({
      ...right,
      body: `${body.slice(0, body.length / 2)}"${said} ${name}\n    at ${said}`,
    }),
    () => ({ status: 500, contentType: 'text/plain', body: `no person ${said} (${name})\n    at ${said}` }),
    json(409, {
      type: said,
      title: name,
      status: 409,
      code: said,
      detail: `${said} ${name}`,
      errors: [{ path: said, message: said }],
    }),
    json(422, {
      [said]: name,
      error: { code: said, message: name, [said]: said },
      records: [{ [said]: said }],
    }),
    json(200, `{"personCode": ${said}}`),
    () => ({ status: 500, contentType: 'application/soap+xml', body: faultOf(said, name) }),
    // Every value but what tells which answer it is: last, since such a receipt is taken, and the call not made again.
    ({ body, ...right }) => ({
      ...right,
      body: isXml(right.contentType) ? valuesOfXml(body, said) : valuesOfJson(body, said),
    }),
  ];
}

/** What a register may say in a field: of receipts the numbers are its own ids, of a message it must name the right one. */
const saidIn = (name: string, said: string, right: string): string => {
  if (/receipt$/i.test(name)) return IDS.receipt.code;
  return /MessageID$/.test(name) ? right : said;
};

const valuesOfXml = (body: string, said: string): string =>
  body.replace(
    /^([\s\S]*?<\/(?:\w+:)?Header>)?([\s\S]*)$/,
    (_, head: string | undefined, rest: string) =>
      `${head ?? ''}${rest.replaceAll(
        /<((?:\w+:)?(\w+)(?: [^<>]*)?)>([^<>\s][^<>]*)</g,
        (_all, tag: string, name: string, right: string) => `<${tag}>${saidIn(name, said, right)}<`,
      )}`,
  );

const valuesOfJson = (body: string, said: string): string =>
  body
    .replaceAll(
      /"(\w+)":\s*"([^"]*)"/g,
      (_, name: string, right: string) => `"${name}":"${saidIn(name, said, right)}"`,
    )
    .replaceAll(/:\s*[0-9.]+/g, `:${said.replace('-', '')}`);

const faultOf = (said: string, name: string): string =>
  `<s:Envelope xmlns:s="http://www.w3.org/2003/05/soap-envelope"><s:Body><s:Fault><s:Code><s:Value>s:Sender</s:Value>
<s:Subcode><s:Value>${said}</s:Value></s:Subcode></s:Code><s:Reason><s:Text xml:lang="lv">${said} ${name}</s:Text></s:Reason>
<s:Detail><Error code="${said}">${name}</Error></s:Detail></s:Fault></s:Body></s:Envelope>`;

/** Lets every register be broken in every way while there is something to fetch from it and to send to it. */
export async function spoilRegisters(world: World): Promise<void> {
  const day = today();
  const { interposer } = world.ground;
  const [adult, child] = [anAdult(6, day), aChild(2, day)];
  const said = `${adult.code.slice(0, 6)}-${adult.code.slice(6)}`;
  const spoils = spoilsOf(said, adult.name);
  if (spoils.length !== WAYS) throw new Error('not as many ways as there should be');
  for (const [round, registers] of [TAKERS, TELLERS].entries()) {
    const isSpoilt = (register: string) => round > 0 || !TELLERS.some((teller) => teller === register);
    interposer.spoil({ spoils, isSpoilt });
    await tellNews(world, round, adult.code, child);
    await allSpoilt(interposer, registers);
  }
  interposer.spoil(undefined);
}

/** Waits until registers were spoilt in every way; which ones were not is seen at the end. */
async function allSpoilt({ spoilt }: Interposer, registers: readonly string[]): Promise<void> {
  const until = performance.now() + LIMIT_MS;
  while (registers.some((register) => (spoilt.get(register)?.size ?? 0) < WAYS) && performance.now() < until)
    await pause(50);
}

/** Something new in every register, and something new for every register. */
async function tellNews(
  world: World,
  round: number,
  adult: string,
  child: { code: string; institutionId: string; courtId: string },
) {
  const day = today();
  const recordVersion = round + 1;
  const texts = { findings: `Apsekojums numur ${round} mājās.`, measure: `Pasākums numur ${round} bērnam.` };
  world.outside.learn(JSON.stringify(texts));
  const news = Array.from({ length: NEWS }, (_, place) => `news-${round}-${place}`);
  const tell = (register: string, records: readonly object[]) =>
    world.sandbox(`/sandbox/${register}`, records);
  const who = { roles: ['spolis'] };
  await together(news, (id) =>
    world.call('/v1/contact-reports', {
      who,
      body: {
        reportId: id,
        childCode: child.code,
        institutionId: child.institutionId,
        reportedOn: day,
        period: { from: day, to: day },
        contacts: [],
        cooperation: texts.measure,
        physicalDevelopment: texts.findings,
        psychosocialDevelopment: texts.findings,
      },
    }),
  );
  await tell(
    'sopa/surveys',
    news.map((surveyId) => ({
      surveyId,
      recordVersion: 1,
      childCode: child.code,
      surveyedOn: day,
      findings: texts.findings,
    })),
  );
  await tell('sais/payments', [
    {
      paymentId: `news-${round}`,
      recordVersion: 1,
      personCode: adult,
      kind: 'STATE_PENSION',
      periodFrom: '2026-01',
      periodTo: '2026-12',
      granted: '1.00',
      paid: '1.00',
    },
  ]);
  await tell('vdeavk/decisions', [
    {
      decisionId: 'news',
      recordVersion,
      personCode: adult,
      group: 'II',
      validFrom: '2026-01-01',
      disorders: ['sight'],
    },
  ]);
  await tell('npais/decisions', [
    {
      decisionId: 'news',
      recordVersion,
      childCode: child.code,
      courtId: child.courtId,
      kind: 'custody-suspended',
      decidedOn: day,
      effectiveFrom: day,
    },
  ]);
  await tell('npais/crises', [
    {
      crisisId: 'news',
      recordVersion,
      childCode: child.code,
      reportedBy: 'police',
      occurredAt: new Date().toISOString(),
      measure: texts.measure,
    },
  ]);
  await together(news, (placementId) =>
    world.call('/v1/placements', {
      who,
      body: {
        placementId,
        recordVersion,
        personCode: adult,
        programme: 'adult-long-term-care',
        institutionId: 'VSAC-RIGA-01',
        startedOn: '2026-02-01',
        dailyCost: '20.00',
      },
    }),
  );
}
