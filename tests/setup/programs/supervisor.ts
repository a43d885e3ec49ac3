// A supervisor to be killed by a test: starts broker and database on a folder and stays.
import { openInfrastructure, readSettings } from '../../../setup/src/index.ts';

const [dataFolder = ''] = process.argv.slice(2);
await openInfrastructure({
  settings: { ...readSettings(), dataFolder, amqpUrl: undefined, databaseUrl: undefined },
  say: () => undefined,
});
process.send?.('up');
setInterval(() => undefined, 60_000);
