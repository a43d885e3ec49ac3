import type { ConnectionOptions } from 'node:tls';
import { makeSelfSigned } from '../../../sandbox/src/testing/certificates.ts';
import { ENVELOPES, elements, operation } from '../../support/soap-caller.ts';
import { callTls, type TlsCall } from '../../support/tls-room.ts';
import { today, type World } from '../world.ts';
import { anAdult } from './people.ts';
import { signedCaller } from './signed-caller.ts';
import { usernameToken } from './soap.ts';
import { together } from './together.ts';

/** Calls over mutual TLS: as a system that is known, and with codes in certificates, names and passwords. */
export async function callByMutualTls(world: World): Promise<void> {
  const { identity, ca, username, password } = await signedCaller(world, 'secrecy-tls', ['spolis']);
  const { code } = anAdult(7, today());
  const hub = `https://127.0.0.1:${world.ground.infrastructure.settings.tlsPort}`;
  const token = await world.tokenOf({ roles: ['spolis'] });
  const call = async (path: string, how: TlsCall, shows = false) => {
    // What the caller's own library says of a connection that came to nothing is the caller's.
    const answer = await callTls(ca, hub + path, how).catch(() => ({ status: 0, text: '' }));
    world.answers.push({
      what: `${path.split('?')[0]} over TLS (${answer.status})`,
      status: answer.status,
      text: shows && answer.status === 200 ? '' : answer.text,
    });
  };
  for (const said of [code, `${code.slice(0, 6)}-${code.slice(6)}`]) {
    const stranger = await makeSelfSigned(`PNOLV-${said}`);
    const named = { cert: stranger.certificate, key: stranger.key, thumbprint: '', serial: '' };
    const strange: ConnectionOptions[] = [
      { servername: said },
      { servername: `${said}.example` },
      { ALPNProtocols: [said] },
    ];
    const query = { identity, token, body: { personCode: said } };
    await call('/v1/persons/query', query, true);
    await call('/v1/persons/query', { ...query, token: said });
    await call(`/v1/persons/query?${said}`, { ...query, headers: { 'saite-purpose': said } }, true);
    await call(`/v1/${said}`, query);
    await call('/v1/persons/query', { ...query, identity: named });
    await call('/v1/persons/query', { ...query, identity: undefined });
    await together(strange, (tls) => call('/v1/persons/query', { ...query, tls }, true));
    for (const [name, word] of [
      [username, password],
      [username, said],
      [said, password],
    ] as const)
      await postSoap(name, word, said);
  }

  /** A SOAP message is no JSON: it goes as it is. */
  async function postSoap(name: string, word: string, personCode: string): Promise<void> {
    const asked = operation('GetPerson', elements({ personCode }));
    const xml = `<s:Envelope xmlns:s="${ENVELOPES['1.1']}"><s:Header>${usernameToken(name, word)}</s:Header><s:Body>${asked}</s:Body></s:Envelope>`;
    await call(
      '/soap/v1',
      { identity, raw: xml, headers: { 'content-type': 'text/xml; charset=utf-8' } },
      true,
    );
  }
}
