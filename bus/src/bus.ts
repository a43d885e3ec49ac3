import { type ChannelModel, connect, type RecoveringChannelModel } from 'amqplib';
import { connectionOptions, isCertificateProblem } from './connection.ts';
import { Consumer, type ConsumerOptions } from './consumer.ts';
import { type OutgoingMessage, Publisher, type PublishOutcome } from './publisher.ts';
import { depthOf } from './queue-depth.ts';
import { Rates } from './rates.ts';
import { declareTopology, expectTopology } from './topology.ts';

/** How the broker is doing, for health and log. */
export type BusState = 'connected' | 'blocked' | 'away';

export interface BusOptions {
  /** `AMQP_URL`; as `amqps` over TLS, certificates of `cacertfile` or the machine's. */
  readonly url: string;
  /** Name shown in the broker's list of connections. */
  readonly name: string;
  /**
   * What to do about what all services share: `declare` it at each connection, or `expect` it, and declare only what is
   * missing; a user who may not do that waits for the one who may.
   */
  readonly shared?: 'declare' | 'expect';
  readonly onState?: (state: BusState) => void;
}

const REATTACH_MS = 500;

/** A queue that is consumed here, as an operator sees it; `null` is what nobody can say now. */
export interface QueueState {
  readonly queue: string;
  /** Messages that wait, with those in hand. */
  readonly depth: number | null;
  readonly consumers: number | null;
  readonly inPerMinute: number | null;
  readonly outPerMinute: number | null;
  /** Age of the oldest message, seconds. */
  readonly oldestSeconds: number | null;
}

/** What is remembered of a queue between two looks at it. */
interface Watched {
  readonly rates: Rates;
  /** Since when something waits there and nothing of it was in hand; the oldest is not younger. */
  waitingSince: number | undefined;
}

/**
 * Waits for the first connection, however long the broker is away. A certificate that does not verify is no outage.
 */
async function untilConnected(connection: RecoveringChannelModel): Promise<void> {
  const refused = new Promise<never>((_resolve, reject) => {
    connection.on('connect-failed', (error: Error) => {
      if (isCertificateProblem(error)) reject(error);
    });
  });
  try {
    await Promise.race([connection.waitForConnect(), refused]);
  } catch (error) {
    await connection.close().catch(() => {});
    throw error;
  }
}

/**
 * The connection to the broker: publishes, consumes, and rebuilds channels and topology after every loss.
 *
 * amqplib's recovery brings back the connection only; channels and consumers are ours to rebuild. Nagle's delay is
 * off: it would hold a lone message for 20 to 45 ms.
 */
export class Bus {
  readonly #publisher = new Publisher();
  readonly #consumers: Consumer[] = [];
  readonly #onState: (state: BusState) => void;
  readonly #shared: (model: ChannelModel) => Promise<void>;
  #connection: RecoveringChannelModel | undefined;
  #model: ChannelModel | undefined;
  #state: BusState = 'away';
  #closing = false;
  #paused = false;
  readonly #watched = new Map<Consumer, Watched>();

  private constructor(options: BusOptions) {
    this.#onState = options.onState ?? (() => {});
    this.#shared = options.shared === 'expect' ? expectTopology : declareTopology;
  }

  /** Connects and declares the topology; keeps trying until the broker is there. */
  static async open(options: BusOptions): Promise<Bus> {
    const bus = new Bus(options);
    const connection = await connect(options.url, {
      ...connectionOptions(options.url),
      noDelay: true,
      clientProperties: { connection_name: options.name },
      recovery: {
        initialDelay: 100,
        maxDelay: 2_000,
        waitForConnect: false,
        setup: (model: ChannelModel) => bus.#setUp(model),
      },
    });
    bus.#connection = connection;
    connection.on('error', () => {}); // 'disconnect' follows and is what counts
    connection.on('disconnect', () => {
      bus.#model = undefined;
      bus.#change('away');
    });
    connection.on('blocked', () => bus.#change('blocked'));
    connection.on('unblocked', () => bus.#change('connected'));
    await untilConnected(connection);
    return bus;
  }

  get state(): BusState {
    return this.#state;
  }

  async #setUp(model: ChannelModel): Promise<void> {
    await this.#shared(model);
    await this.#publisher.attach(model, () => this.#reattach(model, this.#publisher));
    for (const consumer of this.#consumers)
      await consumer.attach(model, () => this.#reattach(model, consumer));
    this.#model = model;
    this.#change('connected');
  }

  /** Opens a lost channel again while the connection stands; a lost connection comes back through the set-up. */
  #reattach(model: ChannelModel, part: Publisher | Consumer): void {
    setTimeout(async () => {
      if (this.#closing || this.#model !== model) return;
      try {
        await this.#shared(model);
        await part.attach(model, () => this.#reattach(model, part));
      } catch {
        this.#reattach(model, part);
      }
    }, REATTACH_MS).unref();
  }

  #change(state: BusState): void {
    if (this.#state === state) return;
    this.#state = state;
    this.#onState(state);
  }

  /** Publishes and waits for the broker's word: one outcome a message, in their order. */
  publish(messages: readonly OutgoingMessage[]): Promise<PublishOutcome[]> {
    return this.#publisher.publish(messages);
  }

  /** Consumes a queue from now on, through every loss of the connection, until the bus is closed. */
  async consume(options: ConsumerOptions): Promise<void> {
    const consumer = new Consumer(options);
    if (this.#paused) await consumer.pause();
    this.#consumers.push(consumer);
    const model = this.#model;
    if (model) await consumer.attach(model, () => this.#reattach(model, consumer));
  }

  /** Stops or resumes all consuming; publishing goes on. Nothing is lost: messages wait in their queues. */
  async pause(paused: boolean): Promise<void> {
    if (this.#paused === paused) return;
    this.#paused = paused;
    if (paused) {
      await Promise.all(this.#consumers.map((consumer) => consumer.pause()));
      return;
    }
    for (const consumer of this.#consumers) consumer.resume();
    const model = this.#model;
    if (!model) return; // attached with the next connection
    for (const consumer of this.#consumers)
      await consumer
        .attach(model, () => this.#reattach(model, consumer))
        .catch(() => this.#reattach(model, consumer));
  }

  /** How the queues that are consumed here are, asked of the broker now. */
  async queues(now = Date.now()): Promise<QueueState[]> {
    return Promise.all(this.#consumers.map((consumer) => this.#stateOf(consumer, now)));
  }

  async #stateOf(consumer: Consumer, now: number): Promise<QueueState> {
    const { queue, settled, inHand, oldestAt } = consumer.progress;
    const watched = this.#watched.get(consumer) ?? { rates: new Rates(), waitingSince: undefined };
    this.#watched.set(consumer, watched);
    const model = this.#model;
    const asked = model ? await depthOf(model, queue) : undefined;
    if (!asked)
      return {
        queue,
        depth: null,
        consumers: null,
        inPerMinute: null,
        outPerMinute: null,
        oldestSeconds: null,
      };
    const depth = asked.ready + inHand;
    watched.rates.note(now, depth, settled);
    if (depth === 0) watched.waitingSince = undefined;
    else if (oldestAt) watched.waitingSince = Math.min(oldestAt.getTime(), now);
    else watched.waitingSince ??= now;
    const rates = watched.rates.perMinute();
    return {
      queue,
      depth,
      consumers: asked.consumers,
      inPerMinute: rates?.in ?? null,
      outPerMinute: rates?.out ?? null,
      oldestSeconds: watched.waitingSince === undefined ? null : (now - watched.waitingSince) / 1_000,
    };
  }

  /** Waits for what is in flight, then closes. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#consumers.map((consumer) => consumer.close()));
    await this.#publisher.close();
    await this.#connection?.close().catch(() => {});
  }
}
