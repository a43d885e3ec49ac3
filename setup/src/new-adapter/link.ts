import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { SetupProblem } from '../problem.ts';

const ARGUMENTS = ['install', '--prefer-offline', '--no-audit', '--no-fund', '--ignore-scripts'];
const QUIET = ['--loglevel=error', '--no-update-notifier'];

/** Makes the new workspace known to npm: its link among the packages and its lines in the lock file. */
export async function linkWorkspaces(root: string): Promise<void> {
  // The npm that runs this command is the one whose settings fit; without it, whichever is on the path.
  const cli = process.env.npm_execpath;
  const [program, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  const child = spawn(program, [...first, ...ARGUMENTS, ...QUIET], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const [code] = await once(child, 'close').catch(() => [1]);
  if (code === 0) return;
  throw new SetupProblem(
    'npm could not add the new adapter to package-lock.json. All its files are written; run "npm install" later.',
    'npm nevarēja pievienot jauno adapteri failam package-lock.json. Visi tā faili ir uzrakstīti; vēlāk izpildiet "npm install".',
  );
}
