import assert from 'node:assert/strict';
import type { CertificateThumbprint } from '@saite/contracts';
import { System } from '@saite/contracts';
import { createLog, type Database, migrate, openDatabase } from '@saite/runtime';
import { openRoom, type Room } from '@saite/runtime/testing';
import { HUB_SCHEMA, HUB_STEPS } from '../../../store/schema.ts';
import {
  type Authenticated,
  authenticate,
  ClientTrust,
  type Connection,
  ReplayGuard,
  type SecurityOptions,
  SecurityRefusal,
} from '../security/index.ts';
import { KeyUsageFlags } from '../security/x509.ts';
import { type Authority, Certificates, type Identity } from './certificates.ts';

/** The instant at which everything happens, if nothing else is said. */
export const NOW = new Date('2026-03-02T10:00:00.000Z');
const DAY_MS = 86_400_000;

/** Its only secret: what makes a digest of it stands in the system's entry. */
export const PASSWORD = 'slepena-parole';

const DIGEST = `scrypt$14$${'s'.repeat(22)}$${'d'.repeat(43)}`;

/** A door with systems that are known, and certificates of all kinds. */
export interface World {
  readonly authority: Authority;
  readonly rsa: Identity;
  readonly ec: Identity;
  readonly identities: Readonly<Record<(typeof KINDS)[number], Identity>>;
  readonly options: SecurityOptions;
  readonly database: Database;
  readonly room: Room;
  /** Lets in or says why not; fails if anything else is thrown. */
  judge(
    xml: string | Uint8Array,
    connection?: Connection,
    options?: Partial<SecurityOptions>,
  ): Promise<string | Authenticated>;
  close(): Promise<void>;
}

const KINDS = [
  'ec384',
  'ec521',
  'expired',
  'notYet',
  'wrongCa',
  'revoked',
  'unknown',
  'rsa1024',
  'secp256k1',
  'ed25519',
  'encipherment',
] as const;

export async function openWorld(): Promise<World> {
  const certificates = new Certificates(NOW);
  const [authority, stranger] = [
    await certificates.authority('CN=Test CA, O=Saite'),
    await certificates.authority('CN=Other CA'),
  ];
  const issue = (subject: string, options: object = {}) =>
    certificates.issue(authority, { subject, ...options });
  const rsa = await issue('CN=vsaa');
  const ec = await issue('CN=pasvaldiba', { key: 'P-256' });
  const identities = {
    ec384: await issue('CN=ec384', { key: 'P-384' }),
    ec521: await issue('CN=ec521', { key: 'P-521' }),
    expired: await issue('CN=expired', { key: 'P-256', to: new Date(NOW.getTime() - DAY_MS) }),
    notYet: await issue('CN=notYet', { key: 'P-256', from: new Date(NOW.getTime() + DAY_MS) }),
    wrongCa: await certificates.issue(stranger, { subject: 'CN=wrongCa', key: 'P-256' }),
    revoked: await issue('CN=revoked', { key: 'P-256', serial: '00ff01' }),
    unknown: await issue('CN=unknown', { key: 'P-256' }),
    rsa1024: await issue('CN=rsa1024', { key: 1024 }),
    secp256k1: await issue('CN=secp256k1', { key: 'secp256k1' }),
    ed25519: await issue('CN=ed25519', { key: 'ed25519' }),
    encipherment: await issue('CN=encipherment', { key: 'P-256', usages: KeyUsageFlags.keyEncipherment }),
  };
  const systems = new Map<CertificateThumbprint, System>();
  for (const [name, identity] of Object.entries({ vsaa: rsa, pasvaldiba: ec, ...identities }))
    if (name !== 'unknown') systems.set(identity.thumbprint, systemOf(name, identity));
  const trust = await ClientTrust.load(
    authority.certificate.toString(),
    await certificates.revocations(authority, [identities.revoked]),
  );
  const room = await openRoom();
  const database = openDatabase(room.databaseUrl, 'soap-test', createLog('soap-test', 'silent'));
  await migrate(database, HUB_SCHEMA, HUB_STEPS);
  const options: SecurityOptions = {
    findSystem: (thumbprint) => systems.get(thumbprint),
    verifyPassword: async (password, digest) => password === PASSWORD && digest === DIGEST,
    replay: new ReplayGuard(database),
    clock: { now: () => NOW },
    trust,
  };
  return {
    authority,
    rsa,
    ec,
    identities,
    options,
    database,
    room,
    judge: (xml, connection = {}, others = {}) => refusalOf(xml, { ...options, ...others }, connection),
    close: async () => {
      await database.end();
      await room.close();
    },
  };
}

/** Lets in or says why not; fails if anything else is thrown than a refusal. */
export async function refusalOf(
  xml: string | Uint8Array,
  options: SecurityOptions,
  connection: Connection = {},
): Promise<string | Authenticated> {
  try {
    return await authenticate(typeof xml === 'string' ? Buffer.from(xml) : xml, connection, options);
  } catch (error) {
    assert.ok(error instanceof SecurityRefusal, `${String(error)} is no refusal`);
    return error.reason;
  }
}

const systemOf = (name: string, identity: Identity): System =>
  System.parse({
    system: name,
    organisation: `Organisation of ${name}`,
    certificates: [identity.thumbprint],
    password: DIGEST,
    roles: ['social-service'],
    operations: 'of-roles',
  });
