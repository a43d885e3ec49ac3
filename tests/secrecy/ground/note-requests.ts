import diagnostics from 'node:diagnostics_channel';
import { appendFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { z } from 'zod';

/**
 * Loaded into every process before its own program (`NODE_OPTIONS`): notes each HTTP request that it sends, and leads
 * adapters to the registers past the interposer. The program itself does not know of it.
 */
const service = basename(dirname(dirname(process.argv[1] ?? '')));
const isAdapter = (process.argv[1] ?? '').includes('/adapters/');
const { SAITE_SECRECY_NOTES: folder, SAITE_SECRECY_INTERPOSER: interposer } = process.env;

// What the sandbox sends is sent by the outside world.
if (folder !== undefined && service !== 'sandbox') {
  const file = join(folder, `${service}-${process.pid}.requests`);
  const note = (line: string) => appendFileSync(file, `${line}\n`);
  const Fetched = z.object({
    request: z.object({ origin: z.string(), method: z.string(), path: z.string() }),
  });
  const Sent = z.object({
    request: z.object({ method: z.string(), host: z.string(), path: z.string() }),
  });
  diagnostics.subscribe('undici:request:create', (message) => {
    const { request } = Fetched.parse(message);
    note(`${request.method} ${request.origin}${request.path}`);
  });
  diagnostics.subscribe('http.client.request.start', (message) => {
    const { request } = Sent.parse(message);
    note(`${request.method} http://${request.host}${request.path}`);
  });
}
if (isAdapter && interposer !== undefined) process.env.SAITE_SANDBOX_URL = interposer;
