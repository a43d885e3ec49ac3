import { type CertificateThumbprint, type System, SystemsFile } from '@saite/contracts';
import { SaiteError } from '@saite/runtime';
import { inTurn, OWNER_ONLY, readIfThere, writeWhole } from './files.ts';
import type { Registration } from './registration.ts';

/** What a system is known by from now on, beside what it was known by. */
export interface Proof {
  readonly certificate?: CertificateThumbprint;
  /** Digest of its password; the one before it ends. */
  readonly password?: string;
}

/** The file of calling systems that the hub reads; here it is written, one change after the other. */
export interface SystemsRegister {
  /** Adds a system, or says anew what it may do: the last word counts, what it is known by is added to. */
  register(registration: Registration, proof: Proof): Promise<void>;
  /** Nobody is known by this certificate any more. */
  withdraw(certificate: CertificateThumbprint): Promise<void>;
}

/** @param path of the file; made if missing */
export async function openSystemsFile(path: string): Promise<SystemsRegister> {
  const oneAtATime = inTurn();
  const change = (next: (systems: readonly System[]) => readonly System[]) =>
    oneAtATime(async () => {
      const file = SystemsFile.parse({ systems: next((await read(path)).systems) });
      await writeWhole(path, `${JSON.stringify(file, null, 2)}\n`, OWNER_ONLY);
    });
  await change((systems) => systems);
  return {
    register: (registration, proof) =>
      change((systems) => {
        const known = systems.find(({ system }) => system === registration.system);
        const others = systems.filter(({ system }) => system !== registration.system);
        return [...others, merge(registration, proof, known)];
      }),
    withdraw: (certificate) =>
      change((systems) =>
        systems.map((system) => ({
          ...system,
          certificates: system.certificates.filter((pinned) => pinned !== certificate),
        })),
      ),
  };
}

function merge(registration: Registration, proof: Proof, known: System | undefined): System {
  const password = proof.password ?? known?.password;
  return {
    ...registration,
    certificates: [
      ...new Set([...(known?.certificates ?? []), ...(proof.certificate ? [proof.certificate] : [])]),
    ],
    ...(password === undefined ? {} : { password }),
  };
}

/** @throws SaiteError `SYSTEMS_INVALID` with the path of what is wrong, never with what stands there */
async function read(path: string): Promise<SystemsFile> {
  const text = await readIfThere(path);
  if (text === undefined) return { systems: [] };
  const parsed = SystemsFile.safeParse(jsonOf(text));
  if (parsed.success) return parsed.data;
  const where = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole').join(', ');
  throw new SaiteError(
    'SYSTEMS_INVALID',
    `The file of systems is not valid (${where}). Mend or remove ${path}.`,
  );
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
