import { readFileSync } from 'node:fs';

/**
 * What the address says of TLS: `cacertfile` names the certificates that the broker is verified by, as in RabbitMQ's
 * own addresses. Without it the machine's are taken. The broker's name is always verified.
 */
export function connectionOptions(url: string): { readonly ca?: Buffer } {
  const authority = new URL(url).searchParams.get('cacertfile');
  return authority === null ? {} : { ca: readFileSync(authority) };
}

/** A server that is not who it should be; that does not pass by itself, unlike one that is away. */
export const isCertificateProblem = (error: Error): boolean =>
  'code' in error && /CERT|ALTNAME|SELF_SIGNED|UNABLE_TO_/.test(String(error.code));
