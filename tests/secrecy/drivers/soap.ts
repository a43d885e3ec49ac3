import { randomUUID } from 'node:crypto';
import { SAITE_NAMESPACE } from '@saite/contracts/soap';
import { selfSigned } from '../../support/certificates.ts';
import { ENVELOPES, elements, operation, signedEnvelope, type Version } from '../../support/soap-caller.ts';
import { today, type World } from '../world.ts';
import { aChild, anAdult } from './people.ts';
import { type SignedCaller, signedCaller } from './signed-caller.ts';
import { together } from './together.ts';

const PATH = '/soap/v1';
export const SOAP_TYPES = {
  '1.1': 'text/xml; charset=utf-8',
  '1.2': 'application/soap+xml; charset=utf-8',
} as const;

/** Calls by SOAP, rightly and with a code in every place of an envelope. */
export async function callBySoap(world: World): Promise<void> {
  const caller = await signedCaller(world, 'secrecy-soap', ['spolis']);
  const { code, name } = anAdult(7, today());
  // One way to write a code in each version of SOAP.
  for (const [version, said] of [
    ['1.1', code],
    ['1.2', `${code.slice(0, 6)}-${code.slice(6)}`],
  ] as const) {
    const signed = (element: string) => signedEnvelope(caller.identity, element, { version });
    await together([...rightElements(), ...wrongElements(said, name)], (element) =>
      post(world, signed(element), { version }),
    );
    await together(await wrongEnvelopes(caller, version, said, name), (xml) => post(world, xml, { version }));
    await together(wrongRequests(said), (request) =>
      post(world, signed(asked(code)), { version, ...request }),
    );
  }
}

interface PostOptions {
  readonly version: Version;
  readonly path?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

const post = (world: World, body: string | Buffer, { version, path = PATH, headers = {} }: PostOptions) =>
  world.call(path, {
    method: 'POST',
    body,
    headers: { 'content-type': SOAP_TYPES[version], ...headers },
    // Whoever is let in is told; all else is a fault.
    shows: true,
  });

const asked = (personCode: string) =>
  operation('GetAllowance', elements({ personCode, month: today().slice(0, 7) }));

/** Every operation as it should be called. */
function rightElements(): string[] {
  const [adult, child] = [anAdult(7, today()), aChild(4, today())];
  const placement = { placementId: `soap-${randomUUID()}`, recordVersion: 1, personCode: adult.code };
  const text = `Runāts ar ${child.name}, ${child.code}.`;
  return [
    operation(
      'SubmitPlacement',
      elements({
        context: { purpose: `Saruna par ${adult.code}`, idempotencyKey: `${adult.code}-${randomUUID()}` },
        ...placement,
        programme: 'adult-long-term-care',
        institutionId: adult.institutionId,
        startedOn: today(),
        dailyCost: '20.00',
      }),
    ),
    operation('WithdrawPlacement', elements({ ...placement, recordVersion: 2 })),
    asked(adult.code),
    operation(
      'SubmitContactReport',
      elements({
        reportId: `soap-${randomUUID()}`,
        childCode: child.code,
        institutionId: child.institutionId,
        reportedOn: today(),
        period: { from: today(), to: today() },
        contacts: [{ relation: 'parent', kind: 'call', dates: [today()] }],
        cooperation: text,
        physicalDevelopment: text,
        psychosocialDevelopment: text,
      }),
    ),
    operation('GetContactReportStatus', elements({ reportId: child.reportId })),
    operation('GetChildCare', elements({ childCode: child.code })),
    operation('GetPerson', elements({ context: { purpose: `par ${adult.code}` }, personCode: adult.code })),
    operation('GetCareAlerts', elements({ status: 'all' })),
  ];
}

/** Elements of the Body that are not as the schema says, with codes. */
function wrongElements(said: string, name: string): string[] {
  const query = elements({ personCode: said, month: today().slice(0, 7) });
  return [
    operation('GetAllowance', elements({ personCode: said, month: said })),
    operation('GetAllowance', elements({ personCode: `${said}x`, month: today().slice(0, 7) })),
    operation('GetAllowance', elements({ personCode: [said], month: { [`P${said}`]: name } })),
    operation('GetAllowance', `${query}<P${said}>${name}</P${said}>`),
    operation('GetAllowance', `<personCode code="${said}">${said}</personCode><month>2026-10</month>`),
    operation('GetAllowance', `<x:personCode xmlns:x="urn:${said}">${said}</x:personCode>`),
    operation('GetAllowance', `${said}${query}`),
    operation(`Get${said}`, query),
    `<GetAllowance xmlns="${SAITE_NAMESPACE}/${said}">${query}</GetAllowance>`,
    operation('GetCareAlerts', elements({ kind: said, after: said })),
    operation('GetPerson', elements({ context: { purpose: said, embargo: said }, personCode: said })),
    operation('GetPerson', elements({ context: { language: said }, personCode: said })),
    operation('GetPerson', elements({ context: { [`P${said}`]: said }, personCode: said, on: said })),
    operation(
      'SubmitPlacement',
      elements({
        placementId: 'soap',
        recordVersion: said,
        personCode: said,
        programme: said,
        startedOn: said,
      }),
    ),
    operation(
      'SubmitPlacement',
      elements({ context: { idempotencyKey: `${said} ${name}` }, placementId: 'soap', personCode: said }),
    ),
    operation(
      'SubmitContactReport',
      elements({ reportId: `${said} ${name}`, childCode: said, cooperation: name }),
    ),
  ];
}

/** Envelopes that nobody lets in, with codes in every place. */
async function wrongEnvelopes(
  { identity, password }: SignedCaller,
  version: Version,
  said: string,
  name: string,
): Promise<(string | Buffer)[]> {
  const right = signedEnvelope(identity, asked(said), { version });
  const addressed = (headers: Readonly<Record<string, string>>) =>
    signedEnvelope(identity, asked(said), { version, addressing: headers });
  const unsigned = `<s:Envelope xmlns:s="${ENVELOPES[version]}"><s:Header/><s:Body>${asked(said)}</s:Body></s:Envelope>`;
  const header = (block: string) => unsigned.replace('<s:Header/>', `<s:Header>${block}</s:Header>`);
  const stranger = await selfSigned(`PNOLV-${said}`);
  return [
    unsigned,
    right.replace(said, '16117519997').replace('</soap:Body>', `<!-- ${said} --></soap:Body>`),
    right.replace('<soap:Header>', `<soap:Header><P${said}>${name}</P${said}>`),
    right.replace(
      '<soap:Header>',
      `<soap:Header><x:P${said} xmlns:x="urn:${said}" soap:mustUnderstand="1"/>`,
    ),
    right.replace('<soap:Envelope', `<!DOCTYPE x [<!ENTITY c "${said}">]><soap:Envelope`),
    right.replace('<soap:Envelope', `<?code ${said} ${name}?><soap:Envelope`),
    right.replace('<soap:Envelope ', `<soap:Envelope xmlns:p="urn:${said}" `),
    right.replace(/Id="[^"]*"/, `Id="P${said}"`),
    right.replace(/Created>[^<]*</, `Created>${said}<`),
    right.replace(/SignatureValue>[^<]*</, `SignatureValue>${said}<`),
    right.replace(/DigestValue>[^<]*</, `DigestValue>${said}<`),
    right.replace(/BinarySecurityToken([^>]*)>[^<]*</, `BinarySecurityToken$1>${said}<`),
    right.replace(/Algorithm="[^"]*"/, `Algorithm="urn:${said}"`),
    right.slice(0, right.indexOf(said) + said.length),
    Buffer.from(right, 'utf16le'),
    `${said} ${name}`,
    JSON.stringify({ personCode: said }),
    addressed({ MessageID: said }),
    addressed({
      MessageID: `urn:uuid:${randomUUID()}`,
      To: `http://${said}/`,
      Action: said,
      RelatesTo: said,
    }),
    signedEnvelope(stranger, asked(said), { version }),
    header(usernameToken(said, name)),
    header(usernameToken('secrecy-soap', password)),
  ];
}

const WSSE = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd';
const WSU = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd';
const PASSWORD_TEXT =
  'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-username-token-profile-1.0#PasswordText';

/** The Security header of whoever has a name and a password. */
export function usernameToken(username: string, password: string): string {
  const now = Date.now();
  return (
    `<wsse:Security xmlns:wsse="${WSSE}" xmlns:wsu="${WSU}">` +
    `<wsu:Timestamp><wsu:Created>${new Date(now).toISOString()}</wsu:Created>` +
    `<wsu:Expires>${new Date(now + 200_000).toISOString()}</wsu:Expires></wsu:Timestamp>` +
    `<wsse:UsernameToken><wsse:Username>${username}</wsse:Username>` +
    `<wsse:Password Type="${PASSWORD_TEXT}">${password}</wsse:Password></wsse:UsernameToken></wsse:Security>`
  );
}

/** Right envelopes, sent wrongly. */
const wrongRequests = (said: string): { path: string; headers: Record<string, string> }[] => [
  { path: `${PATH}?wsdl&person=${said}`, headers: {} },
  { path: `${PATH}?${said}`, headers: {} },
  { path: `${PATH}/${said}`, headers: {} },
  { path: PATH, headers: { soapaction: `"urn:${said}"` } },
  { path: PATH, headers: { 'content-type': `application/soap+xml; charset=utf-8; action="urn:${said}"` } },
  { path: PATH, headers: { 'content-type': said } },
  { path: PATH, headers: { 'content-encoding': said } },
  { path: PATH, headers: { 'saite-purpose': said, 'idempotency-key': said, 'accept-language': said } },
];
