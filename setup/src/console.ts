import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { SetupProblem } from './problem.ts';
import { projectRoot } from './project.ts';
import { type Say, step } from './screen.ts';

const FOLDER = join(projectRoot, 'hub', 'console');
const MARK = join(FOLDER, 'dist', 'made-of.txt');
const ASIDE = /^(?:dist|node_modules)(?:\/|$)/;

/** Digest of everything that the console is built from. */
function digestOfSources(): string {
  const hash = createHash('sha256').update(readFileSync(join(projectRoot, 'package-lock.json')));
  const files = globSync('**/*.{ts,tsx,css,svg,html,json}', {
    cwd: FOLDER,
    exclude: (path) => ASIDE.test(path),
  });
  for (const file of files.filter((path) => !/\.test\.ts$|\.d\.ts$/.test(path)).sort())
    hash.update(`\0${file}\0`).update(readFileSync(join(FOLDER, file)));
  return hash.digest('hex');
}

/** Builds the web page for people, unless it is built from exactly these sources. */
export async function ensureConsole(say: Say): Promise<void> {
  const digest = digestOfSources();
  if (existsSync(MARK) && readFileSync(MARK, 'utf8') === digest) return;
  await step(say, 'console', async () => {
    const vite = join(projectRoot, 'node_modules', 'vite', 'bin', 'vite.js');
    try {
      await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'warn'], { cwd: FOLDER });
    } catch (error) {
      const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : String(error);
      throw new SetupProblem(
        `The console could not be built:\n${said.trim()}`,
        `Konsoli neizdevās uzbūvēt:\n${said.trim()}`,
      );
    }
    writeFileSync(MARK, digest);
  });
}
