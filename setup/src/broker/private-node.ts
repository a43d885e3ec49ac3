import { join } from 'node:path';
import { createLogFile, lastLines } from '../files.ts';
import { freePort } from '../ports.ts';
import { SetupProblem } from '../problem.ts';
import type { Keeper, KeptProcess } from '../processes/keeper.ts';
import { createPart } from '../processes/part.ts';
import { endStrays } from '../processes/strays.ts';
import type { Say } from '../screen.ts';
import type { Broker } from './broker.ts';
import { ensureMachineServer } from './install.ts';
import { findPortMapper } from './machine-server.ts';
import { type NodePorts, prepareNode } from './node-files.ts';
import { untilBrokerReady } from './ready.ts';
import { newBrokerState, readBrokerState, writeBrokerState } from './state.ts';

const START_LIMIT_MS = 90_000;

/**
 * A node of the machine's RabbitMQ that is ours alone: own name, ports, cookie, data and port mapper, bound to the
 * loopback address. The machine's shared node is neither used nor noticed.
 */
export async function createPrivateNode(keeper: Keeper, say: Say): Promise<Broker> {
  const server = await ensureMachineServer(say);
  const folder = join(keeper.folder, 'broker');
  const state = readBrokerState(keeper.folder) ?? newBrokerState('private');
  const ports: NodePorts = {
    amqp: await freePort(state.ports.amqp),
    management: await freePort(state.ports.management),
    distribution: await freePort(state.ports.distribution),
    names: await freePort(state.ports.names),
  };
  const { passwords } = state;
  writeBrokerState(keeper.folder, { ...state, ports });
  const adminUrl = `http://admin:${passwords.admin}@127.0.0.1:${ports.management}`;
  const environment = prepareNode(folder, ports, passwords);
  const log = join(keeper.folder, 'logs', 'broker.log');
  const openLog = createLogFile(log);

  let mapper: KeptProcess | undefined;
  const startMapper = async () => {
    if (mapper !== undefined) return;
    const args = ['-port', String(ports.names), '-address', '127.0.0.1'];
    const ending = { signal: 'SIGTERM', patienceMs: 1_000 } as const;
    const started = await keeper.run('epmd', findPortMapper(), args, {
      kind: 'server',
      ending,
      stdio: 'ignore',
    });
    mapper = started;
    void started.exited.then(() => {
      mapper = undefined;
    });
  };

  const part = createPart('broker', async () => {
    await endStrays(folder);
    await startMapper();
    const handle = openLog();
    const node = await keeper.run('broker', server.script, [], {
      kind: 'server',
      ending: { signal: 'SIGTERM', patienceMs: 15_000 },
      cwd: folder,
      env: environment,
      stdio: ['ignore', handle, handle],
    });
    const limit = AbortSignal.timeout(START_LIMIT_MS);
    const ended = node.exited.then(() => 'ended' as const);
    const ready = untilBrokerReady(ports.amqp, adminUrl, limit).then(() => 'ready' as const);
    const outcome = await Promise.race([ready.catch(() => 'late' as const), ended]);
    if (outcome === 'ready') return node;
    await node.kill();
    throw notStarted(
      outcome === 'late',
      `${lastLines(log)}\n${lastLines(join(folder, 'log', 'saite@localhost.log'))}`,
    );
  });

  return {
    ...part,
    description: `RabbitMQ ${server.version}, private node`,
    url: `amqp://saite:${passwords.saite}@127.0.0.1:${ports.amqp}`,
    servicePasswords: passwords.services,
    readerUrl: `amqp://reader:${passwords.reader}@127.0.0.1:${ports.amqp}`,
    adminUrl,
    close: async () => {
      await part.stop();
      await mapper?.end();
    },
  };
}

function notStarted(late: boolean, log: string): SetupProblem {
  const seconds = START_LIMIT_MS / 1000;
  return new SetupProblem(
    `${late ? `The broker was not ready within ${seconds} s.` : 'The broker ended while it started.'} Its last lines:\n${log.trim()}`,
    late
      ? `Ziņojumu brokeris ${seconds} sekundēs nesāka darboties.`
      : 'Ziņojumu brokeris startējot apstājās.',
  );
}
