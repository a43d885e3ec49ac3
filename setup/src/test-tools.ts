import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installPackages, mayInstallPackages } from './distribution.ts';
import { type Say, step } from './screen.ts';

const CHROMIUMS = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'];

/** Chromium of the distribution; the one that `SAITE_CHROMIUM` names and no other, if it names one. */
export const findChromium = (given = process.env.SAITE_CHROMIUM): string | undefined =>
  (given ? [given] : CHROMIUMS).find((path) => existsSync(path));

/** A program that some tests use and the project does not bring. */
interface TestTool {
  readonly name: string;
  /** Packages of the distribution that hold it. */
  readonly packages: readonly string[];
  /** Packages to take where the distribution does not have those. */
  readonly otherwise?: readonly string[];
  /** Folder of the tests that need it. */
  readonly folder: string;
  readonly isThere: () => boolean;
}

const TOOLS: readonly TestTool[] = [
  {
    name: 'Chromium',
    packages: ['chromium-headless-shell'], // the same browser without its window: a third less work
    otherwise: ['chromium'],
    folder: '/tests/browser/',
    isThere: () => findChromium() !== undefined,
  },
  {
    name: 'Python with pika',
    packages: ['python3-pika'],
    folder: '/tests/foreign/',
    isThere: () => spawnSync('/usr/bin/python3', ['-c', 'import pika']).status === 0,
  },
  {
    name: 'Python with zeep',
    packages: ['python3-zeep', 'python3-xmlsec'],
    folder: '/tests/foreign/',
    isThere: () => spawnSync('/usr/bin/python3', ['-c', 'import zeep, xmlsec']).status === 0,
  },
  {
    name: 'Perl with SOAP::Lite',
    packages: ['libsoap-lite-perl', 'libio-socket-ssl-perl', 'liblwp-protocol-https-perl'],
    folder: '/tests/foreign/',
    isThere: () =>
      spawnSync('perl', ['-MSOAP::Lite', '-MIO::Socket::SSL', '-MLWP::Protocol::https', '-e', '1']).status ===
      0,
  },
  {
    name: 'PHP with SOAP',
    packages: ['php-cli', 'php-soap', 'php-xml'],
    folder: '/tests/foreign/',
    isThere: () => spawnSync('php', ['-r', 'exit(class_exists("SoapClient") ? 0 : 1);']).status === 0,
  },
];

/** Installs the programs that the chosen test files need, where we may; says so where not, and the tests say it too. */
export async function ensureTestTools(say: Say, files: readonly string[]): Promise<void> {
  const missing = TOOLS.filter(
    (tool) => files.some((file) => `/${file}`.includes(tool.folder)) && !tool.isThere(),
  );
  if (missing.length === 0) return;
  if (!mayInstallPackages()) {
    for (const { name, packages } of missing) say(`! ${name}: missing / trūkst (${hintFor(packages)})`);
    return;
  }
  // Together: each run of apt-get reads all lists and sets up the same libraries again.
  const packages = missing.flatMap((tool) => tool.packages);
  const together = await step(
    say,
    `programs of tests / testu programmas: ${missing.map(({ name }) => name).join(', ')} (${hintFor(packages)})`,
    () => installPackages(packages),
    tellInstalled,
  );
  if (together.installed) return;
  for (const { name, packages, otherwise } of missing)
    await step(
      say,
      `${name} (${hintFor(packages)})`,
      async () => {
        const alone = await installPackages(packages);
        return alone.installed || otherwise === undefined ? alone : installPackages(otherwise);
      },
      tellInstalled,
    );
}

const hintFor = (packages: readonly string[]) => `apt-get install ${packages.join(' ')}`;

const tellInstalled = ({ installed, output }: { installed: boolean; output: string }) =>
  installed ? '' : `not installed: ${output.trim().split('\n').at(-1)}`;
