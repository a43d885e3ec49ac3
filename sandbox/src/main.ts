import { runService, systemClock } from '@saite/runtime';
import { buildSandbox } from './host/app.ts';
import { readSettings } from './settings.ts';

await runService('sandbox', async (log, closes) => {
  const settings = readSettings(process.env);
  const app = await buildSandbox(settings, { clock: systemClock, log });
  closes(() => app.close());
  await app.listen({ host: settings.host, port: settings.port });
  log.info('sandbox.listening', { port: settings.port });
});
