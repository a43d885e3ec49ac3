import { join } from 'node:path';
import { runCommand } from '../src/command.ts';
import { ensureConsole } from '../src/console.ts';
import { writeSecret } from '../src/files.ts';
import { type Infrastructure, openInfrastructure } from '../src/infrastructure.ts';
import { keepRunning } from '../src/processes/part.ts';
import { sayOnScreen } from '../src/screen.ts';
import { readSettings } from '../src/settings.ts';
import { createSystem, demandPorts, type System } from '../src/system.ts';

// The whole system with the sandbox registers, until Ctrl-C.
await runCommand(async ({ closes, keeps }) => {
  const settings = readSettings();
  const infrastructure = await openInfrastructure({
    settings,
    onKeeper: (keeper) => {
      keeps(keeper);
      closes(keeper.close);
      // After the folder is taken: that Saite already runs there says more than that its port is in use.
      return demandPorts(settings);
    },
  });
  closes(infrastructure.close);
  await ensureConsole(sayOnScreen);
  const system = await createSystem(infrastructure);
  closes(system.stop);

  const parts = [infrastructure.broker, infrastructure.database, ...system.stages.flat()];
  const cares = parts.map((part) => keepRunning(part, sayOnScreen));
  closes(async () => {
    for (const endCare of cares) endCare();
  });
  await system.start();
  writeConnections(infrastructure, system);
  console.log(`Saite is ready at ${system.urls.hub}`);
  return await new Promise<number>(() => undefined);
}, 0);

/** Where other programs on this machine find Saite; the broker with the user who may only read. */
function writeConnections({ keeper, broker }: Infrastructure, { urls }: System): void {
  const connections = { amqp: broker.readerUrl ?? null, hub: urls.hub, sandbox: urls.sandbox };
  writeSecret(join(keeper.folder, 'connections.json'), `${JSON.stringify(connections, null, 2)}\n`);
}
