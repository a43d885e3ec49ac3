import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { installPackages, mayInstallPackages } from './distribution.ts';
import { type Say, step } from './screen.ts';

/** A program that some tests use and the project does not bring. */
interface TestTool {
  readonly name: string;
  /** Packages of the distribution that hold it. */
  readonly packages: readonly string[];
  /** Folder of the tests that need it. */
  readonly folder: string;
  readonly isThere: () => boolean;
}

const TOOLS: readonly TestTool[] = [
  {
    name: 'Chromium, for the tests of pages',
    packages: ['chromium'],
    folder: '/tests/browser/',
    isThere: () => existsSync(process.env.SAITE_CHROMIUM ?? '/usr/bin/chromium'),
  },
  {
    name: 'Python with pika, for the tests of foreign programs',
    packages: ['python3-pika'],
    folder: '/tests/foreign/',
    isThere: () => spawnSync('/usr/bin/python3', ['-c', 'import pika']).status === 0,
  },
  {
    name: 'Python with zeep, for the tests of foreign programs',
    packages: ['python3-zeep', 'python3-xmlsec'],
    folder: '/tests/foreign/',
    isThere: () => spawnSync('/usr/bin/python3', ['-c', 'import zeep, xmlsec']).status === 0,
  },
  {
    name: 'Perl with SOAP::Lite, for the tests of foreign programs',
    packages: ['libsoap-lite-perl', 'libio-socket-ssl-perl', 'liblwp-protocol-https-perl'],
    folder: '/tests/foreign/',
    isThere: () =>
      spawnSync('perl', ['-MSOAP::Lite', '-MIO::Socket::SSL', '-MLWP::Protocol::https', '-e', '1']).status ===
      0,
  },
  {
    name: 'PHP with SOAP, for the tests of foreign programs',
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
  for (const tool of missing) {
    const hint = `apt-get install ${tool.packages.join(' ')}`;
    if (!mayInstallPackages()) say(`! ${tool.name}: missing / trūkst (${hint})`);
    else {
      await step(
        say,
        `${tool.name} (${hint})`,
        () => installPackages(tool.packages),
        ({ installed, output }) => (installed ? '' : `not installed: ${output.trim().split('\n').at(-1)}`),
      );
    }
  }
}
