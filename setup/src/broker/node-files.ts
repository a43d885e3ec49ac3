import { randomBytes } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brokerDefinitions } from './definitions.ts';
import type { BrokerPasswords } from './state.ts';

export type NodePorts = { amqp: number; management: number; distribution: number; names: number };

/** The host part of the name must not change with the machine's name: the data are kept under the node's name. */
export const NODE_NAME = 'saite@localhost';

/**
 * Writes what a private node reads at its start, all of it in its own folder, and returns the environment that
 * leads it there and away from the settings of the machine's shared node.
 */
export function prepareNode(folder: string, ports: NodePorts, passwords: BrokerPasswords) {
  const at = (name: string) => join(folder, name);
  for (const name of ['', 'home', 'data', 'log', 'generated']) {
    mkdirSync(at(name), { recursive: true, mode: 0o700 });
  }
  const cookie = at('home/.erlang.cookie');
  if (!existsSync(cookie)) writeFileSync(cookie, randomBytes(20).toString('hex'), { mode: 0o400 });
  writeFileSync(at('plugins'), '[rabbitmq_management].\n');
  writeFileSync(at('environment.conf'), '');
  writeFileSync(at('definitions.json'), brokerDefinitions(passwords));
  chmodSync(at('definitions.json'), 0o600);
  writeFileSync(at('rabbitmq.conf'), nodeSettings(at('definitions.json'), ports));
  return {
    ...withoutBrokerSettings(process.env),
    HOME: at('home'),
    LC_ALL: 'C.UTF-8',
    RABBITMQ_NODENAME: NODE_NAME,
    RABBITMQ_CONF_ENV_FILE: at('environment.conf'),
    RABBITMQ_CONFIG_FILE: at('rabbitmq.conf'),
    RABBITMQ_ADVANCED_CONFIG_FILE: at('advanced.config'),
    RABBITMQ_ENABLED_PLUGINS_FILE: at('plugins'),
    RABBITMQ_MNESIA_BASE: at('data'),
    RABBITMQ_LOG_BASE: at('log'),
    RABBITMQ_PID_FILE: at('pid'),
    RABBITMQ_GENERATED_CONFIG_DIR: at('generated'),
    RABBITMQ_DIST_PORT: String(ports.distribution),
    RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-start_epmd false -kernel inet_dist_use_interface {127,0,0,1}',
    ERL_EPMD_PORT: String(ports.names),
    ERL_EPMD_ADDRESS: '127.0.0.1',
    // Makes the start script become the server, so that the process we know is the server itself.
    RUNNING_UNDER_SYSTEMD: '1',
  };
}

function nodeSettings(definitions: string, ports: NodePorts): string {
  return [
    `listeners.tcp.1 = 127.0.0.1:${ports.amqp}`,
    'management.tcp.ip = 127.0.0.1',
    `management.tcp.port = ${ports.management}`,
    `load_definitions = ${definitions}`,
    'log.console = false',
    'log.file.level = warning',
    '',
  ].join('\n');
}

function withoutBrokerSettings(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return Object.fromEntries(
    Object.entries(environment).filter(([name]) => !/^(RABBITMQ_|ERL_|NOTIFY_SOCKET)/.test(name)),
  );
}
