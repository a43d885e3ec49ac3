import { operations } from '@saite/contracts';
import {
  GET_RESULT,
  GetResultBody,
  isSoapOperation,
  messageTypeOf,
  SOAP_OPERATIONS,
  VISS_NAMESPACE,
  VISS_OPERATIONS,
  VISS_PATH,
  VISS_SHAPES,
  type VissOperation,
  vissActionOf,
} from '@saite/contracts/soap';
import { inTransaction } from '@saite/runtime';
import { canonicalXml, elementsOf, isNamed, type XmlElement } from '@saite/xml';
import { type AuditedContent, appendAudit } from '../../audit/append.ts';
import { type Caller, callerOfSystem } from '../caller.ts';
import type { Language } from '../language.ts';
import { auditedCall, letIn } from '../perform.ts';
import { ProblemError, parseInput } from '../problem-error.ts';
import { asProblem } from '../rest/problems.ts';
import { contextOf } from '../soap/context.ts';
import { VISS_LIMITS } from '../soap/envelope/index.ts';
import type { Message } from '../soap/message.ts';
import { readWsdl, type SoapOperations } from '../soap/operations.ts';
import type { SoapDoor } from '../soap/soap-door.ts';
import type { Answered, SoapService } from '../soap/soap-service.ts';
import { recordFromXml } from '../soap/values.ts';
import { XmlSchema } from '../soap/xml-schema.ts';
import { type IvisContent, type IvisRequest, ivisResponse, readIvisRequest } from './ivis.ts';
import { type FoundResult, type KeptMessage, type Result, VissResults } from './results.ts';
import { isTransactionOf, NO_TRANSACTION, startTransaction } from './transactions.ts';

/** Whose message is answered, and in which language. */
interface Sender {
  readonly caller: Caller;
  readonly language: Language;
}

/** The door in the shape of the state's request service: the operations of the SOAP door in its envelopes. */
export async function openVissService(door: SoapDoor, soapOperations: SoapOperations): Promise<SoapService> {
  const schema = await XmlSchema.open('Ivis.xsd', ['Saite.xsd', 'RequestServiss.xsd']);
  const own = await XmlSchema.open('RequestServiss.xsd');
  const results = new VissResults(door.database, door.keyRing);

  return {
    name: 'viss',
    path: VISS_PATH,
    wsdl: await readWsdl('RequestServiss'),
    limits: VISS_LIMITS,
    versions: ['1.2'],
    languageIn: ({ element }) => contextOf(operationIn(element) ?? element).language,
    answer: async (message, language, address) => {
      const operation = operationOf(message, address);
      const sender = { caller: callerOfSystem(message.system), language };
      const element =
        operation === 'StartTransaction'
          ? started(message, sender)
          : await submitted(operation, message, sender);
      return { element, action: vissActionOf(`${operation}Response`) } satisfies Answered;
    },
  };

  function started({ element, text }: Message, { caller }: Sender): string {
    if (!isNamed(element, VISS_NAMESPACE, 'StartTransaction')) throw new ProblemError('NOT_FOUND');
    const wrong = own.wrongFields(text, element);
    if (wrong.length > 0) throw new ProblemError('INVALID', wrong);
    const id = startTransaction(door.keyRing, caller.sub);
    return `<StartTransactionResponse xmlns="${VISS_NAMESPACE}"><TransactionID>${id}</TransactionID></StartTransactionResponse>`;
  }

  async function submitted(
    operation: Exclude<VissOperation, 'StartTransaction'>,
    { element, text }: Message,
    sender: Sender,
  ): Promise<string> {
    const request = readIvisRequest(element, text, schema);
    const { header } = request;
    const isKnown = isTransactionOf(door.keyRing, sender.caller.sub, header.TransactionID);
    const answer = ivisResponse(
      // What somebody made up, of whatever, is not said back.
      isKnown ? request : { ...request, header: { ...header, TransactionID: NO_TRANSACTION } },
      await contentOf(operation, request, sender).catch((error: unknown): IvisContent => {
        const problem = asProblem(error, door.log);
        door.refusals.note('viss', request.element.name, problem);
        return { problem, language: sender.language };
      }),
      door.clock.now(),
    );
    if (Buffer.byteLength(answer) > VISS_LIMITS.bytes) throw new ProblemError('TOO_LARGE');
    if (schema.isValid(answer)) return answer;
    door.log.error('soap.answer-invalid', { part: request.element.name, code: 'ANSWER_INVALID' });
    throw new ProblemError('INTERNAL');
  }

  /** @throws ProblemError that goes into the list of errors */
  async function contentOf(
    operation: Exclude<VissOperation, 'StartTransaction'>,
    request: IvisRequest,
    sender: Sender,
  ): Promise<IvisContent> {
    const { header, element } = request;
    if (!isTransactionOf(door.keyRing, sender.caller.sub, header.TransactionID))
      throw wrongHeader('TransactionID', 'not a transaction of yours; StartTransaction gives one');
    if (header.MessageType !== messageTypeOf(element.name))
      throw wrongHeader('MessageType', 'not the type of the element in the Body');
    if (isNamed(element, VISS_NAMESPACE, GET_RESULT)) {
      if (operation !== 'SubmitSync') throw wrongHeader('MessageType', 'results are fetched by SubmitSync');
      return fetched(element, sender);
    }
    const isForLater = operation === 'Submit';
    const message = keptMessageOf(sender.caller, header.MessageID, operation, element);
    const found = await results.find(message);
    if (found && !found.isSameContent) throw new ProblemError('IDEMPOTENCY_KEY_REUSED');
    if (found) return isForLater ? 'taken' : again(found, element, sender);
    const result = await resultOf(element, header.MessageID, isForLater, sender);
    await results.keep(message, result, door.clock.now());
    return isForLater ? 'taken' : { element: result.element ?? '' };
  }

  /** Does what a message asks. What only its sender can mend is a result too, of a message that is fetched later. */
  async function resultOf(
    element: XmlElement,
    key: string,
    isForLater: boolean,
    { caller, language }: Sender,
  ): Promise<Result> {
    let about: AuditedContent = { persons: [] };
    const onShown = (shown: AuditedContent) => {
      about = shown;
    };
    const call = { element, caller, door: 'viss' as const, language, key, onShown };
    const ended = { operation: element.name, isForLater, element: null, problem: null };
    try {
      const answer = await soapOperations.answer(call);
      if (Buffer.byteLength(answer) > LARGEST_KEPT) throw new ProblemError('TOO_LARGE');
      return { ...ended, element: answer, about };
    } catch (error) {
      if (!isForLater || !(error instanceof ProblemError) || error.code === 'INTERNAL') throw error;
      door.refusals.note('viss', element.name, error);
      return { ...ended, problem: { code: error.code, fields: error.fields }, about };
    }
  }

  /** The result of what was sent by Submit. */
  async function fetched(element: XmlElement, sender: Sender): Promise<IvisContent> {
    const wrong = own.wrongFields(canonicalXml(element, element.scope.keys()), element);
    if (wrong.length > 0) throw new ProblemError('INVALID', wrong);
    const { MessageID } = parseInput(GetResultBody, recordFromXml(VISS_SHAPES.getResult, element));
    const found = await results.find(keptMessageOf(sender.caller, MessageID, 'Submit', element));
    if (!found?.isForLater) throw new ProblemError('NOT_FOUND');
    return again(found, element, sender);
  }

  /** Gives an answer again: to whom may still have it, and with a trace of its own. */
  async function again(found: FoundResult, element: XmlElement, { caller }: Sender): Promise<IvisContent> {
    if (found.problem) throw new ProblemError(found.problem.code, found.problem.fields);
    if (found.element === null || !isSoapOperation(found.operation)) throw new ProblemError('NOT_FOUND');
    const id = SOAP_OPERATIONS[found.operation];
    const { purpose, embargo } = contextOf(element);
    const admitted = letIn(caller, id, purpose, 'viss', embargo);
    if (!found.hasSameRights) throw new ProblemError('FORBIDDEN');
    const kind = operations[id].changes ? 'change' : 'look';
    await inTransaction(door.database, (transaction) =>
      appendAudit(transaction, door.keyRing, auditedCall(admitted, id, kind), found.about, door.clock.now()),
    );
    return { element: found.element };
  }
}

/** Bytes of an answer that is kept: sealed it grows by a third, and the largest box holds 4 MB. */
const LARGEST_KEPT = 2_900_000;

const wrongHeader = (field: string, message: string): ProblemError =>
  new ProblemError('INVALID', [{ path: `Header.${field}`, message }]);

const keptMessageOf = (
  caller: Caller,
  messageId: string,
  action: string,
  element: XmlElement,
): KeptMessage => ({
  system: caller.sub,
  messageId,
  content: `${action}\n${canonicalXml(element, element.scope.keys())}`,
  rights: JSON.stringify(caller),
});

/** The operation's element within an `IVISRequest`. */
const operationIn = (request: XmlElement): XmlElement | undefined => {
  const body = elementsOf(request).find(({ name }) => name === 'Body');
  return body && elementsOf(body)[0];
};

/**
 * What a message asks of the service, by its signed headers of WS-Addressing.
 *
 * @throws ProblemError `INVALID` without them, or with those of another service
 */
function operationOf({ action, headers }: Message, address: string): VissOperation {
  const wrong = (path: string, message: string) =>
    new ProblemError('INVALID', [{ path: `wsa:${path}`, message }]);
  if (headers.action === undefined) throw wrong('Action', 'missing');
  if (headers.messageId === undefined) throw wrong('MessageID', 'missing');
  if (headers.to !== undefined && withoutScheme(headers.to) !== withoutScheme(address))
    throw wrong('To', 'not the address of this service');
  const operation = VISS_OPERATIONS.find((each) => vissActionOf(each) === action);
  if (!operation) throw wrong('Action', 'not an action of this service');
  return operation;
}

/** Whoever stands before us may end TLS. */
const withoutScheme = (address: string): string => address.replace(/^https?:/i, '').toLowerCase();
