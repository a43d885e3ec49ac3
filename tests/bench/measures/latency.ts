import { setTimeout as pause } from 'node:timers/promises';
import { eachPerson } from '@saite/sandbox';
import { hearAnswers } from '../latency/answers.ts';
import { type Correction, enter, planCorrections, readStatement, shows } from '../latency/corrections.ts';
import { openWorld, type World } from '../latency/world.ts';
import { percentile } from '../statistics.ts';
import type { Closes } from '../support/endings.ts';
import type { Run } from '../support/run.ts';
import { step, whole } from '../support/screen.ts';

/** From SAIS's answer that holds a payment to the statement that shows it, at a steady load. */
export interface LatencyResult {
  /** Payments a second that the adapter told meanwhile. */
  readonly paymentsPerSecond: number;
  readonly seconds: number;
  readonly samples: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  readonly maxMs: number;
}

export const PAYMENTS_A_SECOND = 200;
const BATCH = 10;
const BATCH_EVERY_MS = (1000 * BATCH) / PAYMENTS_A_SECOND;
/** One of so many payments has a reader who waits for it: 12.5 a second. */
const SAMPLED_EVERY = 16;
/** A reader asks again after this, or after a tenth of the time it has waited: readers must not become the load. */
const READ_AGAIN_MS = 15;
/** How long a reader waits at most. */
const PATIENCE_MS = 30_000;
const SEED = 1;

export function measureLatency(run: Run): Promise<LatencyResult> {
  const { persons, loadSeconds } = run.options;
  return run.endings.within(async (closes) => {
    const world = await step('latency: start of hub, sandbox and adapter', () => openWorld(run, closes));
    await step(`latency: ${whole(persons)} persons`, () => world.fill(persons));
    const made = [...eachPerson(SEED, persons, { today: run.today })];
    const corrections = await planCorrections(world, made, loadSeconds * PAYMENTS_A_SECOND, SAMPLED_EVERY);
    const readers = await openReaders(world, corrections, closes);
    return step(
      `latency: ${PAYMENTS_A_SECOND} payments a second`,
      async () => {
        await enterSteadily(world, corrections);
        const latencies = await readers.finish();
        return {
          paymentsPerSecond: readers.paymentsPerSecond(),
          seconds: loadSeconds,
          samples: latencies.length,
          p50Ms: percentile(latencies, 0.5),
          p99Ms: percentile(latencies, 0.99),
          maxMs: percentile(latencies, 1),
        };
      },
      {
        far: () => `${whole(readers.seen())} sampled payments seen`,
        outcome: ({ p50Ms, p99Ms }) => `p50 ${whole(p50Ms)} ms, p99 ${whole(p99Ms)} ms`,
      },
    );
  });
}

async function enterSteadily(world: World, corrections: readonly Correction[]): Promise<void> {
  const startedAt = performance.now();
  for (let from = 0; from < corrections.length; from += BATCH) {
    const due = startedAt + (from / BATCH) * BATCH_EVERY_MS;
    if (due > performance.now()) await pause(due - performance.now());
    await enter(world, corrections.slice(from, from + BATCH));
    for (const process of world.processes) process.assertRuns();
  }
}

/** Readers who wait for the sampled payments, each from the moment on at which its event is heard. */
async function openReaders(world: World, corrections: readonly Correction[], closes: Closes) {
  const sampled = new Map(
    corrections
      .filter((correction) => correction.sampled)
      .map((correction) => [correction.payment.paymentId, correction]),
  );
  const wanted = sampled.size;
  const reading: Promise<void>[] = [];
  const latencies: number[] = [];
  const heardAt: number[] = [];
  const failures: unknown[] = [];
  const read = async (correction: Correction, at: number) => {
    const token = world.tokens[reading.length % world.tokens.length] ?? '';
    while (Date.now() - at < PATIENCE_MS) {
      const statement = await readStatement(world, token, correction.payment.personCode, correction.month);
      if (shows(statement, correction)) {
        latencies.push(Date.now() - at);
        return;
      }
      await pause(Math.max(READ_AGAIN_MS, (Date.now() - at) / 10));
    }
  };
  const onAnswer = ({
    paymentId,
    recordVersion,
    at,
  }: {
    paymentId: string;
    recordVersion: number;
    at: number;
  }) => {
    heardAt.push(at);
    const correction = sampled.get(paymentId);
    if (correction?.payment.recordVersion !== recordVersion) return;
    sampled.delete(paymentId);
    reading.push(
      read(correction, at)
        .catch((error: unknown) => failures.push(error))
        .then(() => {}),
    );
  };
  await hearAnswers(world.amqpUrl, onAnswer, closes);
  return {
    seen: () => latencies.length,
    /** Waits until every reader has seen what it waits for. */
    finish: async () => {
      const end = Date.now() + PATIENCE_MS;
      while (sampled.size > 0 && Date.now() < end) await pause(100);
      await Promise.all(reading);
      if (failures.length > 0) throw failures[0];
      if (latencies.length < wanted)
        throw new Error(`of ${wanted} sampled payments ${wanted - latencies.length} were not seen in time`);
      return latencies;
    },
    paymentsPerSecond: () => {
      const first = Math.min(...heardAt);
      const seconds = (Math.max(...heardAt) - first) / 1000;
      return heardAt.filter((at) => at > first).length / seconds; // the first answer began to gather before
    },
  };
}
