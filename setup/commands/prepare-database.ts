import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { runCommand } from '../src/command.ts';
import { prepareDatabase } from '../src/database/rights/prepare.ts';
import { SetupProblem } from '../src/problem.ts';

const Roles = z.record(z.string(), z.string().min(12)).describe('Passwords by name of the service');

// Roles and shared schemas of a database whose services run elsewhere, as containers do; again at each new version.
await runCommand(async () => {
  const {
    DATABASE_URL_FILE: file,
    DATABASE_URL,
    DATABASE_CA: ca,
    SAITE_DATABASE_ROLES: rolesFile,
  } = process.env;
  const url = file ? readFileSync(file, 'utf8').trim() : DATABASE_URL;
  if (!url || !URL.canParse(url) || !rolesFile)
    throw new SetupProblem(
      'Set DATABASE_URL or DATABASE_URL_FILE, and SAITE_DATABASE_ROLES.',
      'Norādiet DATABASE_URL vai DATABASE_URL_FILE, un SAITE_DATABASE_ROLES.',
    );
  const address = new URL(url);
  if (ca) {
    address.searchParams.set('sslmode', 'verify-full');
    address.searchParams.set('sslrootcert', ca);
  }
  const roles = Roles.parse(JSON.parse(readFileSync(rolesFile, 'utf8')));
  const urls = await prepareDatabase(address.href, Object.keys(roles), roles);
  if (!urls)
    throw new SetupProblem(
      'The user of DATABASE_URL may make no roles, or does not own the database.',
      'DATABASE_URL lietotājs nedrīkst veidot lomas, vai datubāze viņam nepieder.',
    );
  console.log(`✓ ${urls.size} roles / lomas`);
  return 0;
});
