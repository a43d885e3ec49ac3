import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../src/command.ts';
import { ensureConsole } from '../src/console.ts';
import { openInfrastructure } from '../src/infrastructure.ts';
import { runPlainProgram } from '../src/plain-program.ts';
import { runProgram } from '../src/program.ts';
import { sayOnScreen } from '../src/screen.ts';
import { readSettings } from '../src/settings.ts';
import { ensureTestTools } from '../src/test-tools.ts';

// The benchmarks, with a broker and a database of their own.
await runCommand(async (context) => {
  const { closes, keeps } = context;
  const settings = readSettings();
  if (process.argv.includes('--help'))
    return await runPlainProgram(context, ['tests/bench/main.ts', '--help']);
  // Two of its parts read pages in a browser.
  await Promise.all([ensureConsole(sayOnScreen), ensureTestTools(sayOnScreen, ['tests/browser/'])]);
  const dataFolder = mkdtempSync(join(tmpdir(), 'saite-bench-'));
  chmodSync(dataFolder, 0o711);
  closes(async () => rmSync(dataFolder, { recursive: true, force: true }));
  const { keeper, environment, close } = await openInfrastructure({
    settings: { ...settings, dataFolder },
    disposable: true,
    onKeeper: (opened) => {
      keeps(opened);
      closes(opened.close);
    },
  });
  closes(close);
  mkdirSync(settings.dataFolder, { recursive: true });
  const out = ['--out', join(settings.dataFolder, 'bench.json')];
  const args = ['tests/bench/main.ts', ...out, ...process.argv.slice(2)];
  return await runProgram(keeper, 'bench', args, environment);
});
