import { request } from 'node:http';
import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * Whether a Docker engine runs on this machine. One on another machine (`DOCKER_HOST=tcp:…`) is not used: servers
 * are bound to the loopback address, which would be the other machine's.
 */
export async function dockerEngineRuns(environment: NodeJS.ProcessEnv = process.env): Promise<boolean> {
  const host = environment.DOCKER_HOST;
  if (host !== undefined && host !== '')
    return host.startsWith('unix://') && answers(host.slice('unix://'.length));
  const sockets = [
    '/var/run/docker.sock',
    join(environment.XDG_RUNTIME_DIR ?? '/run/user/none', 'docker.sock'),
    join(homedir(), '.docker', 'run', 'docker.sock'),
  ];
  for (const socket of sockets) if (await answers(socket)) return true;
  return false;
}

function answers(socketPath: string): Promise<boolean> {
  return new Promise((resolve) => {
    const call = request({ socketPath, path: '/_ping', timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode === 200);
    });
    call.on('timeout', () => call.destroy());
    call.on('error', () => resolve(false));
    call.end();
  });
}
