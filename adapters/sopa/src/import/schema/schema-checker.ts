import { Worker } from 'node:worker_threads';
import { READY, type SchemaAnswer, type SchemaFault, type SchemaQuestion } from './messages.ts';

const encoder = new TextEncoder();

type Waiting = {
  readonly resolve: (wrong: SchemaFault | null) => void;
  readonly reject: (error: Error) => void;
};

/** Checks documents against the schema of the import on a thread of its own; all imports of a process share it. */
export class SchemaChecker {
  readonly #worker: Worker;
  readonly #loaded = Promise.withResolvers<void>();
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;

  constructor() {
    this.#worker = new Worker(new URL('./schema-worker.ts', import.meta.url));
    this.#worker.unref();
    this.#worker.on('message', (message: SchemaAnswer | typeof READY) => {
      if (message === READY) return this.#loaded.resolve();
      this.#waiting.get(message.id)?.resolve(message.wrong);
      this.#waiting.delete(message.id);
    });
    this.#worker.on('error', (error) =>
      this.#fail(error instanceof Error ? error : new Error('schema worker')),
    );
    this.#worker.on('exit', () => this.#fail(new Error('the schema worker ended')));
  }

  /** @returns what is wrong first, or `null` if the document is as the schema says */
  check(text: string): Promise<SchemaFault | null> {
    const id = this.#next;
    this.#next += 1;
    const question: SchemaQuestion = { id, text: encoder.encode(text) };
    return new Promise((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
      this.#worker.postMessage(question, [question.text.buffer]);
    });
  }

  #fail(error: Error): void {
    this.#loaded.resolve();
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  /** Waits until the thread is loaded: ended while libxml2 is, it takes the whole process with it (Node 24.21). */
  async close(): Promise<void> {
    this.#worker.ref();
    await this.#loaded.promise;
    await this.#worker.terminate();
  }
}
