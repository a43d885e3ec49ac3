import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import type { Ground } from '../ground/ground.ts';
import { type Place, textPlace } from './folder.ts';

const PATHS = ['/metrics', '/health/live', '/health/ready', '/nothing-here'];
const LISTENING = '0A';

/** Ports on which a process listens. */
export function portsOf(pid: number): number[] {
  const sockets = new Set(
    readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
      try {
        return [/^socket:\[([0-9]+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1] ?? ''];
      } catch {
        return []; // closed meanwhile
      }
    }),
  );
  return readFileSync(`/proc/${pid}/net/tcp`, 'utf8')
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
    .filter((fields) => fields[3] === LISTENING && sockets.has(fields[9] ?? ''))
    .map((fields) => Number.parseInt(fields[1]?.split(':')[1] ?? '', 16));
}

/** What each service shows of itself on each of its ports: metrics, health, and what it says to a wrong path. */
export async function* shownBy({ services }: Ground): AsyncGenerator<Place> {
  for (const [name, part] of services) {
    const pid = part.pid();
    if (pid === undefined || name === 'sandbox') continue;
    for (const port of portsOf(pid))
      for (const path of PATHS) {
        const response = await fetch(`http://127.0.0.1:${port}${path}`, {
          headers: { connection: 'close' },
          signal: AbortSignal.timeout(30_000),
        }).catch(() => undefined);
        if (response) yield textPlace(`${path} of ${name}`, await response.text());
      }
  }
}

/** Settings by which a process may be told a secret; each is told no other one. */
const SECRET_SETTINGS = /^(AMQP_URL|DATABASE_URL|SAITE_BROKER_ADMIN_URL|SAITE_READER_AMQP_URL)=/;

/** How each process was started, as others on the machine see it, and its environment. */
export function* startOf({ services, infrastructure }: Ground): Generator<Place> {
  const pids = new Map([...services].map(([name, part]) => [name, part.pid()]));
  pids.set('broker', infrastructure.broker.pid());
  pids.set('database', infrastructure.database.pid());
  for (const [name, pid] of pids) {
    if (pid === undefined) continue;
    yield textPlace(`command line of ${name}`, readFileSync(`/proc/${pid}/cmdline`, 'utf8'));
    const settings = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
    yield textPlace(
      `environment of ${name}`,
      settings.filter((setting) => !SECRET_SETTINGS.test(setting)).join('\n'),
    );
  }
}
