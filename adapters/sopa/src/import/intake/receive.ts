import { createHmac, randomUUID } from 'node:crypto';
import type { Adapter } from '@saite/adapter-kit';
import type { Atvk } from '@saite/contracts';
import { type ImportHeader, isImportFileName } from '@saite/contracts/sopa';
import type { KeyRing } from '@saite/identity';
import { type Clock, type Database, type Log, rigaDate } from '@saite/runtime';
import { FileGivenUp, FileRefused } from '../refused.ts';
import { SchemaBatches } from '../schema/schema-batches.ts';
import type { SchemaChecker } from '../schema/schema-checker.ts';
import type { Imports, ImportWay } from '../store/imports.ts';
import { openXmlRecordStream, type XmlReader } from '../stream/index.ts';
import { XmlRefused } from '../stream/port.ts';
import { FileReader, IMPORT_LISTS } from './file-reader.ts';
import { headerFault, orderFault, takenFault } from './header-rules.ts';
import { StagedRows } from './staged-rows.ts';

/** Bytes of a refused file that are still taken before it is answered, so that its sender hears the answer. */
export const TAKEN_AFTER_REFUSAL = 64 * 1024 * 1024;

/** How often a file that is on its way in says so; one that is silent for long counts as broken off. */
const TOUCHED_EVERY_MS = 30_000;

export interface ReceiverOptions {
  readonly database: Database;
  readonly schemaName: string;
  readonly imports: Imports;
  readonly keys: KeyRing;
  readonly references: Adapter['references'];
  readonly checker: SchemaChecker;
  readonly reader: XmlReader;
  readonly clock: Clock;
  readonly log: Log;
  /** Told when a file is here as a whole. */
  readonly onReceived: () => void;
}

/** A file as it is handed in. */
export interface HandedIn {
  readonly municipality: Atvk;
  readonly way: ImportWay;
  /** Name that its sender gave it, if any. */
  readonly givenName: string | null;
  readonly bytes: AsyncIterable<Uint8Array>;
}

/**
 * Takes files in: what arrives is read, judged object by object and staged while it arrives. When the last byte is
 * here the file is received, and no crash loses it; one that breaks off leaves nothing.
 */
export class Receiver {
  readonly #options: ReceiverOptions;

  constructor(options: ReceiverOptions) {
    this.#options = options;
  }

  /**
   * @returns the import, or that of the same file if it was accepted before
   * @throws FileGivenUp, or whatever broke the stream of bytes: nothing is left of the file then
   */
  async receive(file: HandedIn): Promise<{ readonly importId: string }> {
    const { imports, clock, log, onReceived } = this.#options;
    const importId = randomUUID();
    const number = await imports.begin({
      importId,
      municipality: file.municipality,
      way: file.way,
      // A name of another form is told as wrong and not kept: it may hold a personal code.
      givenName: file.givenName !== null && isImportFileName(file.givenName) ? file.givenName : null,
      receivedAt: clock.now(),
    });
    const reading = new Reading(this.#options, file, number);
    try {
      await reading.read();
    } catch (error) {
      await imports.breakOff(number).catch(() => {}); // else it is found silent later
      throw error;
    }
    const same = await reading.end();
    if (same !== undefined) {
      await imports.forget(number);
      return { importId: same };
    }
    log.info('import.received', { count: reading.objects, code: reading.refusal });
    onReceived();
    return { importId };
  }
}

/** One file on its way in. */
class Reading {
  readonly #options: ReceiverOptions;
  readonly #file: HandedIn;
  readonly #number: number;
  readonly #digest: ReturnType<typeof createHmac>;
  readonly #reader: FileReader;
  readonly #schema: SchemaBatches;
  #stream: ReturnType<typeof openXmlRecordStream> | undefined;
  #rows: StagedRows | undefined;
  #header: ImportHeader | undefined;
  #headerLine = 1;
  #refused: FileRefused | undefined;
  #bytes = 0;
  #touchedAt = 0;

  constructor(options: ReceiverOptions, file: HandedIn, number: number) {
    this.#options = options;
    this.#file = file;
    this.#number = number;
    this.#digest = createHmac('sha256', options.keys.digest);
    this.#schema = new SchemaBatches(options.checker);
    this.#stream = openXmlRecordStream(options.reader, { lists: IMPORT_LISTS });
    this.#reader = new FileReader({
      keys: options.keys,
      firstsOf: (refs) => options.references.firsts.of(options.database, refs),
      schema: this.#schema,
      onHeader: (header, line) => this.#onHeader(header, line),
    });
  }

  get objects(): number {
    return this.#reader.objects;
  }

  get refusal(): string {
    return this.#refused?.code ?? 'NONE';
  }

  async read(): Promise<void> {
    for await (const chunk of this.#file.bytes) {
      this.#bytes += chunk.byteLength;
      await this.#touch();
      this.#digest.update(chunk);
      await this.#judged(async () => {
        if (this.#stream && !this.#reader.isDone) await this.#reader.take(this.#stream.write(chunk));
      });
      if (this.#refused && this.#bytes >= TAKEN_AFTER_REFUSAL) return;
    }
    await this.#judged(async () => {
      if (!this.#stream || this.#reader.isDone) return;
      await this.#reader.take(this.#stream.end());
      await this.#schema.end();
      if (!this.#header) throw new FileRefused('SCHEMA_INVALID', { line: 1, element: 'Header' });
      this.#reader.totals.compare(this.#header.controlTotals, this.#headerLine);
      await this.#rows?.end();
    });
  }

  async #touch(): Promise<void> {
    const now = this.#options.clock.now();
    if (now.getTime() - this.#touchedAt < TOUCHED_EVERY_MS) return;
    this.#touchedAt = now.getTime();
    await this.#options.imports.touch(this.#number, now);
  }

  /** What is wrong with the file ends its reading, not the taking in of its bytes. */
  async #judged(work: () => Promise<void>): Promise<void> {
    if (this.#refused) return;
    try {
      await work();
    } catch (error) {
      if (error instanceof XmlRefused) this.#refused = new FileRefused(error.code, error.place);
      else if (error instanceof FileRefused) this.#refused = error;
      else throw error;
      this.#stream = undefined; // nothing of what it keeps is needed any more
    }
  }

  async #onHeader(header: ImportHeader, line: number): Promise<StagedRows | null> {
    const { imports, clock, database, schemaName } = this.#options;
    const { municipality, givenName } = this.#file;
    this.#header = header;
    this.#headerLine = line;
    const fault = headerFault(header, { municipality, givenName, today: rigaDate(clock.now()) });
    if (fault) throw new FileRefused(fault.code, { line, element: fault.element });
    await imports.keepHeader(this.#number, header);
    if (await imports.acceptedAs(municipality, header)) return null; // told apart by all its bytes
    if (!(await imports.hasOpen(municipality, this.#number))) await this.#demandOrder(header, line);
    this.#rows = new StagedRows(database, schemaName, {
      number: this.#number,
      municipality,
      sequence: header.sequence,
    });
    return this.#rows;
  }

  /** Asked again when the file is checked: here only to refuse early. */
  async #demandOrder(header: ImportHeader, line: number): Promise<void> {
    const { imports } = this.#options;
    const { municipality } = this.#file;
    const last = await imports.lastAccepted(municipality);
    const fault = orderFault(header, last, await imports.periodOf(municipality, header.corrects));
    if (fault) throw new FileRefused(fault.code, { line, element: fault.element });
  }

  /** @returns the import of the same file, if it was accepted before */
  async end(): Promise<string | undefined> {
    const { imports, clock } = this.#options;
    const digest = this.#digest.digest('base64url');
    if (this.#reader.isDone && this.#header && !this.#refused) {
      const accepted = await imports.acceptedAs(this.#file.municipality, this.#header);
      if (accepted?.digest === digest) return accepted.importId;
      const { code, element } = takenFault(this.#header, accepted?.sequence ?? null);
      this.#refused = new FileRefused(code, { line: this.#headerLine, element });
    }
    const isKept = this.#refused
      ? await imports.reject(
          this.#number,
          [{ rule: this.#refused.code, ...this.#refused.place }],
          this.#bytes,
          clock.now(),
        )
      : await imports.receive(this.#number, digest, this.#bytes, this.#reader.objects);
    if (!isKept) throw new FileGivenUp();
    return undefined;
  }
}
