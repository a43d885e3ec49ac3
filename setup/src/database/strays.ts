import { readdirSync, readlinkSync } from 'node:fs';
import { killProcess } from '../processes/end.ts';
import { identify } from '../processes/identity.ts';

/**
 * Ends server processes that still work in a cluster's folder after their main process was killed: until they
 * are gone, a new server refuses the folder. Only the supervisor of the data folder may call it.
 */
export async function endStrays(cluster: string): Promise<void> {
  if (process.platform !== 'linux') return;
  const strays = readdirSync('/proc').filter((name) => /^[0-9]+$/.test(name) && worksIn(name) === cluster);
  await Promise.all(strays.map((pid) => killProcess(identify(Number(pid)))));
}

function worksIn(pid: string): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}
