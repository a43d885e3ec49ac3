import { createHash } from 'node:crypto';
import { realpathSync } from 'node:fs';
import type { GenericContainer } from 'testcontainers';
import type { Part } from '../processes/part.ts';

type ContainerPlan = {
  image: string;
  /** Host ports by container port; the same at every start, so that addresses stay. */
  ports: Record<number, number>;
  /** The folder inside that holds the data. */
  dataPath: string;
  /** The volume that keeps them, or nothing when they go away with the container. */
  volume: string | undefined;
  configure: (container: GenericContainer) => GenericContainer;
  untilReady: (signal: AbortSignal) => Promise<void>;
};

const START_LIMIT_MS = 180_000;

/** The name of the volume that keeps a server's data of one data folder. */
export function volumeName(dataFolder: string, server: string): string {
  return `saite-${createHash('sha256').update(realpathSync(dataFolder)).digest('hex').slice(0, 12)}-${server}`;
}

/**
 * A part that is one container. Each start makes a new container on the same volume. If this process dies, the
 * library's own helper removes the container.
 */
export function createContainerPart(name: string, plan: ContainerPlan): Part {
  let running: { pid: number; remove: (how: 'stop' | 'kill') => Promise<void> } | undefined;
  const listeners: ((how: string) => void)[] = [];
  const take = () => {
    const container = running;
    running = undefined;
    return container;
  };
  return {
    name,
    pid: () => running?.pid,
    start: async () => {
      if (running !== undefined) return;
      // Only here: it is large, and most runs have no engine.
      const { GenericContainer, getContainerRuntimeClient } = await import('testcontainers');
      class LoopbackContainer extends GenericContainer {
        protected override async beforeContainerCreated(): Promise<void> {
          const bindings: { HostIp?: string }[][] = Object.values(this.hostConfig.PortBindings ?? {});
          for (const binding of bindings.flat()) binding.HostIp = '127.0.0.1';
        }
      }
      const ports = Object.entries(plan.ports).map(([inside, host]) => ({ container: Number(inside), host }));
      const prepared = new LoopbackContainer(plan.image)
        .withExposedPorts(...ports)
        .withStartupTimeout(START_LIMIT_MS);
      if (plan.volume !== undefined) {
        prepared.withBindMounts([{ source: plan.volume, target: plan.dataPath, mode: 'rw' }]);
      }
      const started = await plan.configure(prepared).start();
      const client = await getContainerRuntimeClient();
      const container = client.container.getById(started.getId());
      const current = {
        pid: (await container.inspect()).State.Pid,
        remove: async (how: 'stop' | 'kill') => {
          if (how === 'kill') await container.kill({ signal: 'SIGKILL' });
          await started.stop({ timeout: 15_000, remove: true, removeVolumes: plan.volume === undefined });
        },
      };
      running = current;
      void container.wait().then(() => {
        if (running !== current) return;
        running = undefined;
        for (const listener of listeners) listener('its container ended');
      });
      await plan.untilReady(AbortSignal.timeout(START_LIMIT_MS));
    },
    stop: async () => take()?.remove('stop'),
    kill: async () => take()?.remove('kill'),
    onCrash: (listener) => void listeners.push(listener),
  };
}
