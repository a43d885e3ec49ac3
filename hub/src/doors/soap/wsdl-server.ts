import { AsyncLocalStorage } from 'node:async_hooks';
import { createServerless, type Server } from 'soap';

/** Does an operation that was found by the description; gives the answer as it is to be written by it. */
export type Operate = (operation: string) => Promise<Readonly<Record<string, unknown>>>;

interface Running {
  readonly operate: Operate;
  /** What the operation threw: the library would put its text into a fault of its own. */
  failed?: { readonly error: unknown };
}

export interface WsdlServerOptions {
  /** The description, its schemas inside. */
  readonly wsdl: string;
  readonly service: string;
  /** Port by which messages are read; all ports of a service have the same operations. */
  readonly port: string;
  readonly operations: readonly string[];
  readonly path: string;
}

const XSI = 'http://www.w3.org/2001/XMLSchema-instance';
const ENVELOPE = 'http://schemas.xmlsoap.org/soap/envelope/';
const BODY = '<soap:Body>';
const BODY_END = '</soap:Body>';

/**
 * The server of the `soap` library, which finds the operation of a Body and writes the answer, both by the description.
 * It never sees what a caller sent: neither headers nor anything that was not verified and found valid by the schema
 * before. What it would do by itself about faults, stacks, security, texts and dates is not used; docs/why/0011-soap.md
 * says why.
 */
export class WsdlServer {
  readonly #server: Server;
  readonly #running: AsyncLocalStorage<Running>;
  readonly #path: string;

  private constructor(server: Server, running: AsyncLocalStorage<Running>, path: string) {
    this.#server = server;
    this.#running = running;
    this.#path = path;
  }

  static async open({ wsdl, service, port, operations, path }: WsdlServerOptions): Promise<WsdlServer> {
    const running = new AsyncLocalStorage<Running>();
    const methodOf = (operation: string) => async () => {
      const call = running.getStore();
      if (!call) throw new Error('called by nobody');
      try {
        // The library marks what has no value by xsi:nil and forgets to say what xsi is.
        return { attributes: { 'xmlns:xsi': XSI }, ...(await call.operate(operation)) };
      } catch (error) {
        call.failed = { error };
        throw error;
      }
    };
    const methods = Object.fromEntries(operations.map((operation) => [operation, methodOf(operation)]));
    const ready = Promise.withResolvers<void>();
    const server = await createServerless({
      path,
      xml: wsdl,
      suppressStack: true,
      escapeXML: true,
      services: { [service]: { [port]: methods } },
      callback: (error: unknown) => (error ? ready.reject(error) : ready.resolve()),
    });
    await ready.promise; // until the schema is read it answers every call with a fault
    return new WsdlServer(server, running, path);
  }

  /**
   * Does what the element of a Body asks.
   *
   * @param element as XML by itself, canonical and valid
   * @param action the operation's SOAPAction, where elements alone do not tell operations apart
   * @returns the element that answers, as XML by itself
   * @throws whatever the operation throws
   */
  async answer(element: string, operate: Operate, action?: string): Promise<string> {
    const running: Running = { operate };
    const answer = await this.#running.run(running, () =>
      this.#server.processRequest(
        `<soap:Envelope xmlns:soap="${ENVELOPE}">${BODY}${element}${BODY_END}</soap:Envelope>`,
        {
          url: this.#path,
          headers: action === undefined ? {} : { soapaction: action },
        },
      ),
    );
    if (running.failed) throw running.failed.error;
    const start = answer.body.indexOf(BODY);
    const end = answer.body.lastIndexOf(BODY_END);
    if (answer.statusCode !== 200 || start < 0 || end < start)
      throw new Error('the soap library did not answer');
    return answer.body.slice(start + BODY.length, end);
  }
}
