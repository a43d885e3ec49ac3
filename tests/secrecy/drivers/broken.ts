import { today, type World } from '../world.ts';
import { anAdult } from './people.ts';

/** Requests that a server refuses before any program of ours reads them: what they hold must not come back or be noted. */
export async function breakRequests(world: World): Promise<void> {
  const { code, name } = anAdult(5, today());
  const said = `${code.slice(0, 6)}-${code.slice(6)} ${name}`;
  const requests: [string, string | Buffer][] = [
    [
      'a header that is too long',
      `GET /v1/deliveries HTTP/1.1\r\nHost: x\r\nX-Person: ${said.repeat(2_000)}\r\n\r\n`,
    ],
    [
      'a path that is too long',
      `GET /v1/${said.replaceAll(' ', '+').repeat(2_000)} HTTP/1.1\r\nHost: x\r\n\r\n`,
    ],
    [
      'a path that cannot be read',
      `GET /v1/contact-reports/%ff%${code} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`,
    ],
    ['a method that is none', `${code} /v1/deliveries HTTP/1.1\r\nHost: x\r\n\r\n`],
    ['a header without a name', `GET / HTTP/1.1\r\nHost: x\r\n: ${said}\r\n\r\n`],
    ['a header with a wrong sign', `GET / HTTP/1.1\r\nHost: x\r\nX-${code}\u0001: ${said}\r\n\r\n`],
    ['no HTTP at all', `${said}\r\n\r\n`],
    ['a version that is none', `GET / HTTP/${code}\r\nHost: ${code}\r\n\r\n`],
    [
      'a length that is none',
      `POST /v1/persons/query HTTP/1.1\r\nHost: x\r\nContent-Length: ${code}x\r\n\r\n${said}`,
    ],
    [
      'two lengths',
      `POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: ${code}\r\n\r\n${said}`,
    ],
    ['a chunk that is none', `POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n${said}\r\n`],
    ['a host that is a code', `GET /v1/deliveries HTTP/1.1\r\nHost: ${code}\r\nConnection: close\r\n\r\n`],
    [
      'an expectation',
      `POST / HTTP/1.1\r\nHost: x\r\nExpect: ${code}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`,
    ],
    ['an upgrade', `GET / HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: ${code}\r\n\r\n`],
    ['an absolute address', `GET http://${code}/${code} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`],
    ['a client that speaks TLS', Buffer.concat([Buffer.from([0x16, 3, 1, 0, 60]), Buffer.from(said)])],
  ];
  await Promise.all(requests.map(([what, bytes]) => world.send(what, bytes)));
}
