import { type ChannelModel, connect, type RecoveringChannelModel } from 'amqplib';
import { connectionOptions, isCertificateProblem } from './connection.ts';
import { Consumer, type ConsumerOptions } from './consumer.ts';
import { type OutgoingMessage, Publisher, type PublishOutcome } from './publisher.ts';
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
    this.#consumers.push(consumer);
    const model = this.#model;
    if (model) await consumer.attach(model, () => this.#reattach(model, consumer));
  }

  /** Waits for what is in flight, then closes. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#consumers.map((consumer) => consumer.close()));
    await this.#publisher.close();
    await this.#connection?.close().catch(() => {});
  }
}
