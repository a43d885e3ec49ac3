import { Worker } from 'node:worker_threads';
import type { SchemaAnswer, SchemaFault, SchemaQuestion } from './messages.ts';

const encoder = new TextEncoder();

type Waiting = {
  readonly resolve: (wrong: SchemaFault | null) => void;
  readonly reject: (error: Error) => void;
};

/** Checks documents against the schema of the import on a thread of its own; all imports of a process share it. */
export class SchemaChecker {
  readonly #worker: Worker;
  readonly #waiting = new Map<number, Waiting>();
  #next = 0;

  constructor() {
    this.#worker = new Worker(new URL('./schema-worker.ts', import.meta.url));
    this.#worker.unref();
    this.#worker.on('message', ({ id, wrong }: SchemaAnswer) => {
      this.#waiting.get(id)?.resolve(wrong);
      this.#waiting.delete(id);
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
    for (const { reject } of this.#waiting.values()) reject(error);
    this.#waiting.clear();
  }

  async close(): Promise<void> {
    await this.#worker.terminate();
  }
}
