import { runCommand } from '../src/command.ts';
import { openInfrastructure } from '../src/infrastructure.ts';

// Broker and database alone, for trying out one service by hand.
await runCommand(async ({ closes, keeps }) => {
  const infrastructure = await openInfrastructure({
    onKeeper: (keeper) => {
      keeps(keeper);
      closes(keeper.close);
    },
  });
  closes(infrastructure.close);
  for (const [name, value] of Object.entries(infrastructure.environment)) {
    console.log(`export ${name}='${value.replaceAll("'", "'\\''")}'`);
  }
  console.log('# Broker and database run until Ctrl-C.');
  return await new Promise<number>(() => undefined);
}, 0);
