import type { ProblemCode } from '@saite/contracts';
import { PLACEHOLDER_ORIGIN } from '@saite/contracts/soap';
import { Histogram, type Registry } from '@saite/runtime';
import type { XmlTreeLimits } from '@saite/xml';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { callerOfSystem } from '../caller.ts';
import { type Language, languageOf } from '../language.ts';
import { ProblemError } from '../problem-error.ts';
import { type CallLimits, TooManyCalls } from '../rest/limits.ts';
import { asProblem } from '../rest/problems.ts';
import type { SoapVersion } from './envelope/index.ts';
import { ADDRESSING, type AnswerAddressing, CONTENT_TYPES, envelopeOf } from './envelopes.ts';
import { faultOf, statusOf } from './faults.ts';
import { type Message, readMessage } from './message.ts';
import type { SoapDoor } from './soap-door.ts';

/** What an answer to a message is. */
export interface Answered {
  /** The element of the Body, as XML by itself. */
  readonly element: string;
  /** Action of the answer, for WS-Addressing. */
  readonly action: string;
}

/** A SOAP service: messages that were let in, and their answers. */
export interface SoapService {
  readonly name: 'soap' | 'viss';
  readonly path: string;
  /** The description; the address in it is replaced by the one under which it is asked for. */
  readonly wsdl: string;
  readonly limits: XmlTreeLimits;
  /** Versions of SOAP that it speaks. */
  readonly versions: readonly SoapVersion[];
  /** Language that a message asks for, if it does. */
  readonly languageIn: (message: Message) => Language | undefined;
  /** @param address the service's own, as the caller wrote it */
  readonly answer: (message: Message, language: Language, address: string) => Promise<Answered>;
}

/** What a request says outside of its envelope. */
interface Posted {
  readonly soapVersion: SoapVersion;
  readonly action: string | undefined;
}

const TYPES: Readonly<Record<string, SoapVersion>> = { 'text/xml': '1.1', 'application/soap+xml': '1.2' };

/** @returns nothing if it is no SOAP in UTF-8 as it is */
function postedBy({ headers }: FastifyRequest): Posted | undefined {
  const [type = '', ...parameters] = (headers['content-type'] ?? '').split(/;(?=(?:[^"]*"[^"]*")*[^"]*$)/);
  const soapVersion = TYPES[type.trim().toLowerCase()];
  const parameter = (name: string) =>
    parameters
      .map((each) => new RegExp(`^\\s*${name}\\s*=\\s*"?([^"]*)"?\\s*$`, 'i').exec(each)?.[1])
      .find((value) => value !== undefined);
  const charset = parameter('charset')?.toLowerCase() ?? 'utf-8';
  if (soapVersion === undefined || charset !== 'utf-8' || headers['content-encoding'] !== undefined)
    return undefined;
  const header = soapVersion === '1.1' ? String(headers.soapaction ?? '') : (parameter('action') ?? '');
  return { soapVersion, action: /^"?([^"]*)"?$/.exec(header.trim())?.[1] || undefined };
}

/** Host names and addresses, with a port; what is nothing of the kind is not written into a description. */
const HOST = /^[A-Za-z0-9.-]{1,253}(:[0-9]{1,5})?$|^\[[0-9a-fA-F:]{2,45}\](:[0-9]{1,5})?$/;

const originOf = ({ protocol, host }: FastifyRequest): string =>
  HOST.test(host) ? `${protocol}://${host}` : PLACEHOLDER_ORIGIN;

/** Durations of the calls of all SOAP services. */
export const soapDurations = (metrics: Registry): Histogram =>
  new Histogram({
    name: 'saite_soap_seconds',
    help: 'Duration of SOAP calls, by door and outcome',
    labelNames: ['door', 'outcome'],
    buckets: [0.005, 0.02, 0.1, 0.5, 2, 10],
    registers: [metrics],
  });

/** The SOAP doors with the limits of the server that they are mounted on. */
export interface LimitedDoor extends SoapDoor {
  readonly limits: CallLimits;
}

/** Mounts a SOAP service: `POST` takes envelopes, `GET ?wsdl` gives the description; all else is a fault. */
export function registerSoapService(
  app: FastifyInstance,
  door: LimitedDoor,
  service: SoapService,
  durations: Histogram,
): void {
  const { path, limits } = service;
  const fallback = service.versions[0] ?? '1.1';
  app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser('*', { parseAs: 'buffer', bodyLimit: limits.bytes }, (_request, bytes, done) =>
      done(null, bytes),
    );
    scope.setErrorHandler((error, request, reply) =>
      sendFault(reply, door, service, error, {
        version: postedBy(request)?.soapVersion ?? fallback,
        language: languageOf(request.headers['accept-language']),
      }),
    );
    scope.addHook('onResponse', async (_request, reply) => {
      const outcome = outcomes.get(reply) ?? 'ok';
      durations.observe({ door: service.name, outcome }, reply.elapsedTime / 1000);
    });
    scope.post(path, { bodyLimit: limits.bytes }, async (request, reply) => {
      const posted = postedBy(request);
      if (!posted || !service.versions.includes(posted.soapVersion) || !(request.body instanceof Uint8Array))
        throw new ProblemError('UNSUPPORTED_TYPE');
      return post(request.body, posted, request, reply);
    });
    scope.get(path, async (request, reply) => {
      await door.limits.countStranger(request);
      if (!/^[^?]*\?(single)?wsdl$/i.test(request.url)) return refuseMethod(reply);
      return reply
        .type('text/xml; charset=utf-8')
        .send(service.wsdl.replaceAll(PLACEHOLDER_ORIGIN, originOf(request)));
    });
    scope.route({
      method: ['PUT', 'PATCH', 'DELETE', 'OPTIONS'],
      url: path,
      handler: async (_request, reply) => refuseMethod(reply),
    });
  });

  const refuseMethod = (reply: FastifyReply): never => {
    reply.header('allow', 'GET, POST').code(405);
    throw new ProblemError('NOT_FOUND');
  };

  async function post(bytes: Uint8Array, posted: Posted, request: FastifyRequest, reply: FastifyReply) {
    let language = languageOf(request.headers['accept-language']);
    let message: Message | undefined;
    try {
      const security = { ...door.security, limits };
      message = await letMessageIn(
        () => readMessage({ bytes, connection: door.connectionOf(request), ...posted }, security),
        request,
        door.limits,
      );
      language = service.languageIn(message) ?? language;
      const { element, action } = await service.answer(message, language, `${originOf(request)}${path}`);
      const addressing = addressingOf(message, action);
      return reply
        .type(CONTENT_TYPES[posted.soapVersion])
        .send(envelopeOf(posted.soapVersion, element, addressing));
    } catch (error) {
      const addressing = message && addressingOf(message, `${ADDRESSING}/soap/fault`);
      return sendFault(reply, door, service, error, {
        version: posted.soapVersion,
        language,
        ...(addressing && { addressing }),
      });
    }
  }
}

/** Who sent a message counts by what it is; whoever is not let in counts against its address. */
async function letMessageIn(
  read: () => Promise<Message>,
  request: FastifyRequest,
  limits: CallLimits,
): Promise<Message> {
  let message: Message;
  try {
    message = await read();
  } catch (error) {
    await limits.countStranger(request);
    throw error;
  }
  await limits.countCaller(request, callerOfSystem(message.system));
  return message;
}

/** Who addresses its message gets an addressed answer. */
const addressingOf = ({ headers }: Message, action: string): AnswerAddressing | undefined =>
  headers.action === undefined && headers.messageId === undefined
    ? undefined
    : { action, relatesTo: headers.messageId };

/** Codes of the problems that were answered, for the metrics. */
const outcomes = new WeakMap<FastifyReply, ProblemCode>();

interface FaultOptions {
  readonly version: SoapVersion;
  readonly language: Language;
  readonly addressing?: AnswerAddressing;
}

function sendFault(
  reply: FastifyReply,
  { log, refusals }: SoapDoor,
  service: SoapService,
  error: unknown,
  { version, language, addressing }: FaultOptions,
): FastifyReply {
  const problem = asProblem(error, log);
  outcomes.set(reply, problem.code);
  refusals.note(service.name, undefined, problem);
  if (problem.code === 'UNAVAILABLE') reply.header('retry-after', '5');
  if (error instanceof TooManyCalls) reply.header('retry-after', String(error.retryAfterS));
  const status = reply.statusCode === 405 ? 405 : statusOf(version, problem.code);
  return reply
    .code(status)
    .type(CONTENT_TYPES[version])
    .send(envelopeOf(version, faultOf(version, problem, language), addressing));
}
