import { existsSync, globSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The machine's RabbitMQ: its start script, as the release holds it, and where Erlang's programs are. */
export type MachineServer = { script: string; version: string };

// The release's own script, not the wrapper in /usr/sbin, which changes to the user of the machine's shared node.
const PLACES = [
  '/usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server',
  '/opt/rabbitmq/sbin/rabbitmq-server',
  '/opt/homebrew/opt/rabbitmq/sbin/rabbitmq-server',
  '/usr/local/opt/rabbitmq/sbin/rabbitmq-server',
];

/** Finds the RabbitMQ that is installed on the machine, the newest when there are several. */
export function findMachineServer(places: readonly string[] = PLACES): MachineServer | undefined {
  const script = places.flatMap((place) => globSync(place).sort().reverse()).find((path) => existsSync(path));
  return script === undefined ? undefined : { script, version: versionOf(script) };
}

function versionOf(script: string): string {
  const home = dirname(dirname(script));
  const named = /rabbitmq_server-([0-9.]+)/.exec(home)?.[1];
  if (named !== undefined) return named;
  const plugin = globSync(join(home, 'plugins', 'rabbit-*')).at(0);
  return plugin === undefined
    ? 'unknown version'
    : (/rabbit-([0-9.]+[0-9])/.exec(plugin)?.[1] ?? 'unknown version');
}

/** Erlang's port mapper; distributions put it on the path or leave it inside Erlang's folder. */
export function findPortMapper(): string {
  const places = ['/usr/bin/epmd', '/usr/lib/erlang/bin/epmd', '/usr/lib/erlang/erts-*/bin/epmd'];
  return places.flatMap((place) => globSync(place))[0] ?? 'epmd';
}
