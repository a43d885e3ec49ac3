import { mkdir } from 'node:fs/promises';
import { type Adapter, startLeaderLoop } from '@saite/adapter-kit';
import { Gauge } from '@saite/runtime';
import { ImportChecker } from './check/check-import.ts';
import { DropFolder } from './doors/drop-folder.ts';
import { openImportDoor } from './doors/http.ts';
import { Receiver } from './intake/receive.ts';
import { ImportTeller } from './publish/tell-import.ts';
import { SchemaChecker } from './schema/schema-checker.ts';
import { clearAway } from './store/clear.ts';
import { Imports } from './store/imports.ts';
import type { XmlReader } from './stream/index.ts';

export interface ImportOptions {
  /** Where the door listens; `undefined` for none. */
  readonly door: { readonly host: string; readonly port: number } | undefined;
  /** Watched folder of a server for SFTP; `undefined` for none. */
  readonly dropFolder: string | undefined;
  readonly reader: XmlReader;
  /** Time between two looks at what is to be done, milliseconds. */
  readonly pollMs: number;
}

/** Takes in the files of municipalities: through the door and the folder, judged, taken and told. */
export async function startImport(
  adapter: Adapter,
  options: ImportOptions,
): Promise<{ readonly doorPort: number | null }> {
  const { database, schema: schemaName, keys, references, clock, log, bus, leader } = adapter;
  const checker = new SchemaChecker();
  adapter.closes(() => checker.close());
  const imports = new Imports(database, schemaName);
  new Gauge({
    name: 'saite_sopa_imports',
    help: 'Files of municipalities by state',
    labelNames: ['state'],
    registers: [adapter.metrics],
    async collect() {
      for (const { state, count } of await imports.counts().catch(() => [])) this.set({ state }, count);
    },
  });
  const wakes = { check: () => {}, tell: () => {} };
  const onReceived = () => wakes.check();
  const { reader, pollMs } = options;
  const receiver = new Receiver({
    database,
    schemaName,
    imports,
    keys,
    references,
    checker,
    reader,
    clock,
    log,
    onReceived,
  });
  const judge = new ImportChecker({ database, schemaName, imports, clock, log });
  const teller = new ImportTeller({ database, schemaName, imports, keys, references, bus, clock });

  const loop = (part: string, work: () => Promise<'more' | 'idle'>): (() => void) => {
    const started = startLeaderLoop({ part: `sopa.import.${part}`, intervalMs: pollMs, log, leader, work });
    adapter.closes(() => started.close());
    return () => started.wake();
  };
  wakes.check = loop('check', async () => {
    const waiting = await imports.toCheck();
    for (const row of waiting) if (await judge.check(row)) wakes.tell();
    return waiting.length > 0 ? 'more' : 'idle';
  });
  wakes.tell = loop('tell', () => teller.tellNext());
  loop('clear', () => clearAway(imports, clock));
  if (options.dropFolder !== undefined) {
    await mkdir(options.dropFolder, { recursive: true });
    const folder = new DropFolder({
      folder: options.dropFolder,
      receiver,
      imports,
      log,
      now: () => clock.now(),
    });
    loop('folder', () => folder.look());
  }
  if (!options.door) return { doorPort: null };
  const door = openImportDoor({ keys, imports, receiver, log });
  await door.listen({ host: options.door.host, port: options.door.port });
  adapter.closes(() => door.close());
  const address = door.server.address();
  return { doorPort: address !== null && typeof address === 'object' ? address.port : null };
}
