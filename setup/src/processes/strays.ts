import { readdirSync, readlinkSync, realpathSync } from 'node:fs';
import { killProcess } from './end.ts';
import { identify } from './identity.ts';

/**
 * Ends processes that still work in a server's folder though nobody has them on a list any more, the database's
 * session processes after their main process was killed say. A new server would refuse the folder until they are
 * gone, or worse, share it. Only the supervisor of the data folder may call it.
 */
export async function endStrays(folder: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const path = realpathSync(folder);
  const strays = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name) && worksIn(name) === path);
  await Promise.all(strays.map((pid) => killProcess(identify(Number(pid)))));
}

function worksIn(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
