import { setTimeout as pause } from 'node:timers/promises';
import type { Spoil } from '../ground/interposer.ts';
import { today, type World } from '../world.ts';
import { aChild, anAdult } from './people.ts';

/** How long each kind of answer is given: longer than the adapters' pause between two questions. */
const SPOILT_MS = 3_500;

const isXml = (contentType: string): boolean => contentType.includes('xml');

/** Answers that hold codes and names wherever a register that is broken may put them. */
function spoils(said: string, name: string): Spoil[] {
  const json =
    (status: number, body: unknown): Spoil =>
    () => ({
      status,
      contentType: 'application/json',
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  return [
    // Every value but what tells whose answer it is; every name; an answer that stops in the middle.
    ({ body, ...right }) => ({
      ...right,
      body: isXml(right.contentType) ? valuesOfXml(body, said) : valuesOfJson(body, said),
    }),
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
  ];
}

const valuesOfXml = (body: string, said: string): string =>
  body.replace(
    /^([\s\S]*?<\/(?:\w+:)?Header>)?([\s\S]*)$/,
    (_, head: string | undefined, rest: string) =>
      `${head ?? ''}${rest.replaceAll(/>([^<>\s][^<>]*)</g, `>${said}<`)}`,
  );

const valuesOfJson = (body: string, said: string): string =>
  body.replaceAll(/:\s*"[^"]*"/g, `:"${said}"`).replaceAll(/:\s*[0-9.]+/g, `:${said.replace('-', '')}`);

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
  for (const [round, spoil] of spoils(said, adult.name).entries()) {
    interposer.spoil(spoil);
    await tellNews(world, round, adult.code, child);
    await pause(SPOILT_MS);
  }
  interposer.spoil(undefined);
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
  await world.sandbox('/sandbox/sais/payments', [
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
  await world.sandbox('/sandbox/vdeavk/decisions', [
    {
      decisionId: 'news',
      recordVersion,
      personCode: adult,
      group: 'II',
      validFrom: '2026-01-01',
      disorders: ['sight'],
    },
  ]);
  await world.sandbox('/sandbox/npais/decisions', [
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
  await world.sandbox('/sandbox/npais/crises', [
    {
      crisisId: 'news',
      recordVersion,
      childCode: child.code,
      reportedBy: 'police',
      occurredAt: new Date().toISOString(),
      measure: texts.measure,
    },
  ]);
  await world.sandbox('/sandbox/sopa/surveys', [
    { surveyId: 'news', recordVersion, childCode: child.code, surveyedOn: day, findings: texts.findings },
  ]);
  const who = { roles: ['spolis'] };
  const placement = {
    programme: 'adult-long-term-care',
    institutionId: 'VSAC-RIGA-01',
    startedOn: '2026-02-01',
    dailyCost: '20.00',
  };
  await world.call('/v1/placements', {
    who,
    body: {
      placementId: 'news',
      recordVersion,
      personCode: adult,
      ...placement,
      dailyCost: `${20 + round}.00`,
    },
  });
  await world.call('/v1/contact-reports', {
    who,
    body: {
      reportId: `news-${round}`,
      childCode: child.code,
      institutionId: child.institutionId,
      reportedOn: day,
      period: { from: day, to: day },
      contacts: [],
      cooperation: texts.measure,
      physicalDevelopment: texts.findings,
      psychosocialDevelopment: texts.findings,
    },
  });
}
