import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCommand } from '../src/command.ts';
import { openInfrastructure } from '../src/infrastructure.ts';
import { runProgram } from '../src/program.ts';
import { readSettings } from '../src/settings.ts';

// The benchmarks, with a broker and a database of their own.
await runCommand(async ({ closes, keeps }) => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'saite-bench-'));
  chmodSync(dataFolder, 0o711);
  closes(async () => rmSync(dataFolder, { recursive: true, force: true }));
  const { keeper, environment, close } = await openInfrastructure({
    settings: { ...readSettings(), dataFolder },
    disposable: true,
    onKeeper: (opened) => {
      keeps(opened);
      closes(opened.close);
    },
  });
  closes(close);
  return await runProgram(keeper, 'bench', ['tests/bench/main.ts', ...process.argv.slice(2)], environment);
});
